package storage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"

	"psar/pos/payment"
)

// The keyring has an entry for each folder that held a shop: which one, by the hash of its journal's
// first row. A shop's other entries are found by that hash alone, so that whoever writes the chain
// anew, from its first row on, would have none against them.
const ringPlace = "shop"

// ringOther is the entry of a shop that was told to be another one there, until the owner has cleared it.
const ringOther = "other"

// placeOf tells the folder of a database from any other; it says nothing of its name.
func placeOf(database string) string {
	sum := sha256.Sum256([]byte(realFolder(filepath.Dir(database))))
	return hex.EncodeToString(sum[:8])
}

func placeService(place string) string { return "psar folder " + place }

// ringRecord is a shop's record in the keyring, a zero one where there is none.
func ringRecord(ring *patientRing, shop string) (r record, err error) {
	kept, err := ring.get(ringService(shop), ringMark)
	if json.Unmarshal([]byte(kept), &r) != nil || r.Shop != shop {
		r = record{}
	}
	return r, err
}

// tendPlace compares the shop with the one that the keyring knows in this folder, and has the keyring
// know this one: where it was another that had sold something, once the owner has cleared that. One
// that was in another folder since was moved away, if the shop that is here now began here: else somebody
// may have opened it there first. Where an older program wrote of it last nobody knows where it was.
func (c *custody) tendPlace(ctx context.Context, shop string) error {
	c.mu.Lock()
	keys := c.keys
	c.mu.Unlock()
	if keys.placed || keys.swapped.Shop != "" && !keys.mayPlace {
		return nil
	}
	place := placeOf(c.folder)
	kept, err := c.ring.get(placeService(place), ringPlace)
	if err != nil {
		return err
	}
	if kept != shop && len(kept) == len(shop) && !keys.mayPlace {
		other, err := ringRecord(c.ring, kept)
		if err != nil {
			return err
		}
		told, err := c.ring.get(placeService(place), ringOther)
		if err != nil {
			return err
		}
		away := other.Place != "" && other.Place != place && told != shop && c.beganHere()
		if !away && !other.Mark.Last().IsZero() && c.swapped(ctx, other, keys.sig.key) {
			return c.ring.set(placeService(place), ringOther, shop)
		}
	}
	if kept != shop {
		for _, entry := range [][2]string{{ringPlace, shop}, {ringOther, ""}} {
			if err := c.ring.set(placeService(place), entry[0], entry[1]); err != nil {
				return err
			}
		}
	}
	c.mu.Lock()
	c.keys.placed, c.keys.swapped, c.keys.mayPlace = true, record{}, false
	c.mu.Unlock()
	return nil
}

// beganHere reports whether the shop in the folder is a new one, or is known outside from before.
func (c *custody) beganHere() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.found.Seq == 0 || !c.inState.Mark.IsZero() || !c.keys.inRing.Mark.IsZero()
}

// swapped reports that the folder held another shop, unless the owner has cleared that.
func (c *custody) swapped(ctx context.Context, other record, key *rowKey) bool {
	d := dispute{Kind: payment.AlertShopSwapped, Was: other.Mark, Actual: c.found.String()}
	if clearedInJournal(ctx, c.read, payment.Alert{Kind: d.Kind, Expected: d.Was.String()}, key, c.found.Seq) {
		return false
	}
	told := false
	if c.files != "" {
		for _, one := range c.files.othersAt(c.folder, c.shop) {
			told = told || one.Shop == other.Shop // the owner clears that
		}
	}
	c.mu.Lock()
	c.keys.swapped = other
	told = told || c.known[d.name()]
	c.known[d.name()] = true
	c.mu.Unlock()
	if !told {
		c.alert(d.Kind, d.Was.String(), d.Actual)
	}
	return true
}

// settleSwap notes that the owner has cleared that the folder held another shop.
func (c *custody) settleSwap(a payment.Alert) {
	c.mu.Lock()
	shop, swapped := c.shop, c.keys.swapped
	c.mu.Unlock()
	of := swapped.Shop != "" && swapped.Mark.String() == a.Expected
	if c.files != "" {
		for _, other := range c.files.othersAt(c.folder, shop) {
			if other.Mark.String() == a.Expected {
				other.Folder = ""
				_ = c.files.write(other) // where it can't be, the alert comes again
				of = of || other.Shop == swapped.Shop
			}
		}
	}
	if of {
		c.mu.Lock()
		c.keys.mayPlace = true
		c.mu.Unlock()
		wake(c.ringWoken)
	}
}
