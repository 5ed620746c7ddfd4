package match

import (
	"reflect"
	"testing"
)

var kept = Schema{Fields: []Field{
	{Name: "given", Kind: Given}, {Name: "surname", Kind: Surname}, {Name: "birth", Kind: Date},
	{Name: "paper", Kind: Document}, {Name: "phone", Kind: Phone, Own: true},
}}

func TestAModelIsKeptWhole(t *testing.T) {
	m := Default(kept, 1000)
	again, err := m.Keep().Model()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(again, m) {
		t.Errorf("%+v\nis not\n%+v", again, m)
	}
}

func TestModelsThatCannotBe(t *testing.T) {
	spoil := map[string]func(*Kept){
		"no fields":           func(k *Kept) { k.Fields = nil },
		"a kind nobody knows": func(k *Kept) { k.Fields[0].Kind = "shoe size" },
		"a level is missing":  func(k *Kept) { k.Fields[1].Levels = k.Fields[1].Levels[1:] },
		"a chance is nothing": func(k *Kept) { k.Fields[2].Levels[0].Person = 0 },
		"a chance is too big": func(k *Kept) { k.Fields[2].Levels[0].Strangers = 1.5 },
		"no prior":            func(k *Kept) { k.Prior = KeptPrior{} },
		"a prior too big":     func(k *Kept) { k.Prior.Person = 1 },
	}
	for name, spoil := range spoil {
		k := Default(kept, 1000).Keep()
		spoil(&k)
		if _, err := k.Model(); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
