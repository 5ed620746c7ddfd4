package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
)

// logo returns the parts of a picture over the sheet of a number.
func (t *tab) logo(n int) []part {
	const drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
	return []part{
		{fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", n), "", document(`<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/drawing" Target="../drawings/drawing%d.xml"/></Relationships>`, packaged, relationships, n), ""},
		{fmt.Sprintf("xl/drawings/drawing%d.xml", n), "application/vnd.openxmlformats-officedocument.drawing+xml", document(
			`<xdr:wsDr xmlns:xdr="%[1]sspreadsheetDrawing" xmlns:a="%[1]smain" xmlns:r="%[2]s"><xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>`+
				`<xdr:ext cx="600000" cy="600000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>`+
				`<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`, drawing, relationships), ""},
		{fmt.Sprintf("xl/drawings/_rels/drawing%d.xml.rels", n), "", document(`<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/image" Target="../media/image1.png"/></Relationships>`, packaged, relationships), ""},
		{"xl/media/image1.png", "", drawn(), ""},
	}
}

// drawn is a small picture.
func drawn() []byte {
	canvas := image.NewRGBA(image.Rect(0, 0, 32, 32))
	for i := range 32 {
		for j := range 32 {
			canvas.Set(i, j, color.RGBA{uint8(i * 8), 90, uint8(j * 8), 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, canvas); err != nil {
		panic(err)
	}
	return b.Bytes()
}
