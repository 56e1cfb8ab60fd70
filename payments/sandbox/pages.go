package sandbox

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"strconv"
	"sync"
)

//go:embed pages
var pageFiles embed.FS

// pages are the gateway's HTML pages for the customer's browser. They load nothing
// from other hosts.
var pages = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(pageFiles, "pages/*.html"))
})

// policy is the pages' Content-Security-Policy. Framing is allowed: the modal and the
// top-up frame show pages inside a shop's page.
const policy = "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"

// show renders a page.
func show(w http.ResponseWriter, status int, name string, data any) {
	var b bytes.Buffer
	if err := pages().ExecuteTemplate(&b, name, data); err != nil {
		http.Error(w, "the page can't be made: "+err.Error(), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	h.Set("Cache-Control", "no-store")
	// No address leaves the gateway. Not no-referrer: with it, browsers hide the page's own
	// origin from the gateway too, which takes no request of unknown origin.
	h.Set("Referrer-Policy", "same-origin")
	w.WriteHeader(status)
	_, _ = b.WriteTo(w)
}

// messagePage is a page that says why there is nothing to pay.
type messagePage struct {
	Khmer, English string
	Code           int  // the response code; 0: none
	Done           bool // the message is good news
}

func say(khmer, english string) messagePage { return messagePage{Khmer: khmer, English: english} }

// refusals are the texts of the response codes for a customer.
var refusals = map[int]messagePage{
	codeNoProfile:   say("រកមិនឃើញហាងនេះទេ", "This shop is not known here"),
	codeInactive:    say("ហាងនេះមិនទាន់ដំណើរការទេ", "This shop’s profile is not active"),
	codeNoAccount:   say("ហាងនេះមិនទាន់មានគណនីបាគង", "This shop has no Bakong account yet"),
	codeWrongHash:   say("តំណនេះមិនត្រឹមត្រូវ", "This link is not valid"),
	codeTooSmall:    say("ចំនួនទឹកប្រាក់តិចជាង 100 រៀល", "The amount is below 100 riel"),
	codeOverLimit:   say("ចំនួនទឹកប្រាក់លើសកម្រិត", "The amount is over the limit of one payment"),
	codeDailyLimit:  say("ដល់កម្រិតប្រចាំថ្ងៃហើយ", "The shop’s limit for today is reached"),
	codeAlreadyPaid: say("បានបង់រួចហើយ", "This has been paid already"),
	codeNoUser:      say("ខ្វះឈ្មោះអ្នកប្រើ ឬអ៊ីមែល", "The login (u) or the e-mail (e) is missing"),
	codeInvalid:     say("តំណនេះមិនត្រឹមត្រូវ", "This link is not valid"),
}

func showRefusal(w http.ResponseWriter, code int) {
	message, ok := refusals[code]
	if !ok {
		message = refusals[codeInvalid]
	}
	if code < codeInvalid { // the codes from there on are ours and not shown
		message.Code = code
	}
	// Refusals of the API have HTTP status 200; the pages follow that.
	show(w, http.StatusOK, "message.html", message)
}

// Font is a font of the pages, for Khmer and Latin.
type Font struct {
	Weight   int // CSS weight: 400, 700
	TrueType []byte
}

// serveFonts adds fonts to the pages: the machine may have none for Khmer, and
// pages load nothing from other hosts.
func (s *Sandbox) serveFonts(fonts []Font) {
	css, err := pageFiles.ReadFile("pages/page.css")
	if err != nil {
		panic("sandbox: " + err.Error()) // the file is embedded
	}
	for _, f := range fonts {
		weight := strconv.Itoa(f.Weight)
		css = append(css, `@font-face { font-family: "Psar Page"; font-weight: `+weight+`; src: url(/pages/font-`+weight+".ttf) }\n"...)
		s.mux.HandleFunc("GET /pages/font-"+weight+".ttf", bytesOf(f.TrueType, "font/ttf"))
	}
	s.mux.HandleFunc("GET /pages/page.css", bytesOf(css, "text/css; charset=utf-8"))
}

// asset serves an embedded file that pages load.
func asset(name, contentType string) http.HandlerFunc {
	b, err := pageFiles.ReadFile("pages/" + name)
	if err != nil {
		panic("sandbox: " + err.Error()) // the file is embedded
	}
	return bytesOf(b, contentType)
}

func bytesOf(b []byte, contentType string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write(b)
	}
}
