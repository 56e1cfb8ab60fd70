package sandbox

import (
	"net/http"
	"strings"

	"psar/assets/qr"
)

// pictureSide is the side of a QR picture, in pixels.
const pictureSide = 512

// servePicture serves the picture of a code by its MD5. Both addresses of a create
// answer give the plain QR: a till draws the card itself.
func (s *Sandbox) servePicture(w http.ResponseWriter, r *http.Request) {
	md5 := strings.TrimSuffix(strings.TrimSuffix(r.PathValue("picture"), ".png"), "-image")
	s.mu.Lock()
	p := s.ledger.codes[md5]
	s.mu.Unlock()
	if p == nil {
		http.NotFound(w, r)
		return
	}
	code, err := qr.New(p.QR, qr.Medium)
	var png []byte
	if err == nil {
		png, err = code.PNG(pictureSide)
	}
	if err != nil {
		http.Error(w, "the code can't be drawn", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(png)
}
