package chance

import (
	"math/rand/v2"
	"testing"
)

func TestDrawFollowsTheWeights(t *testing.T) {
	lists, err := Read([]byte("# women\nf,Rosa,900\nf,Yorjelis,100\nm,José,1\n"))
	if err != nil {
		t.Fatal(err)
	}
	r, rosa := rand.New(rand.NewPCG(1, 2)), 0
	for range 10_000 {
		if lists["f"].Draw(r) == "Rosa" {
			rosa++
		}
	}
	if rosa < 8800 || rosa > 9200 || lists["m"].Draw(r) != "José" {
		t.Errorf("Rosa was drawn %d times of 10,000, 9,000 were to be expected", rosa)
	}
}

func TestReadRefusesWhatIsNoTable(t *testing.T) {
	for _, table := range []string{"f,Rosa", "f,Rosa,many", "f,Rosa,0", "f,\"Rosa,1"} {
		if lists, err := Read([]byte(table)); err == nil {
			t.Errorf("%q was read as %v", table, lists)
		}
	}
}
