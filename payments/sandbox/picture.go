package sandbox

import (
	"net/http"
	"strings"

	qrcode "github.com/skip2/go-qrcode"
)

// pictureSide is that of a served QR, in pixels.
const pictureSide = 512

// servePicture draws a code under its MD5. Both addresses of an answer give the
// plain QR: a till draws the card itself.
func (s *Sandbox) servePicture(w http.ResponseWriter, r *http.Request) {
	md5 := strings.TrimSuffix(strings.TrimSuffix(r.PathValue("picture"), ".png"), "-image")
	s.mu.Lock()
	p := s.ledger.codes[md5]
	s.mu.Unlock()
	if p == nil {
		http.NotFound(w, r)
		return
	}
	png, err := qrcode.Encode(p.QR, qrcode.Medium, pictureSide)
	if err != nil {
		http.Error(w, "the code can't be drawn", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(png)
}
