package sandbox

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
)

//go:embed pages
var pageFiles embed.FS

// pages are the gateway's own pages for a customer's browser. They load nothing
// from anywhere else.
var pages = template.Must(template.ParseFS(pageFiles, "pages/*.html"))

// policy keeps a page to itself. It may be framed: the modal and the top-up
// frame show it inside a shop's page.
const policy = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"

// show renders a page.
func show(w http.ResponseWriter, status int, name string, data any) {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, data); err != nil {
		http.Error(w, "the page can't be made: "+err.Error(), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	w.WriteHeader(status)
	_, _ = b.WriteTo(w)
}

// messagePage is a page that says why there is nothing to pay.
type messagePage struct{ Khmer, English string }

// refusals are the response codes as a customer reads them.
var refusals = map[int]messagePage{
	codeNoProfile:   {"រកមិនឃើញហាងនេះទេ", "This shop is not known here"},
	codeInactive:    {"ហាងនេះមិនទាន់ដំណើរការទេ", "This shop’s profile is not active"},
	codeNoAccount:   {"ហាងនេះមិនទាន់មានគណនីបាគង", "This shop has no Bakong account yet"},
	codeWrongHash:   {"តំណនេះមិនត្រឹមត្រូវ", "This link is not valid"},
	codeTooSmall:    {"ចំនួនទឹកប្រាក់តិចជាង 100 រៀល", "The amount is below 100 riel"},
	codeOverLimit:   {"ចំនួនទឹកប្រាក់លើសកម្រិត", "The amount is over the limit of one payment"},
	codeDailyLimit:  {"ដល់កម្រិតប្រចាំថ្ងៃហើយ", "The shop’s limit for today is reached"},
	codeAlreadyPaid: {"បានបង់រួចហើយ", "This has been paid already"},
	codeInvalid:     {"តំណនេះមិនត្រឹមត្រូវ", "This link is not valid"},
}

func showRefusal(w http.ResponseWriter, code int) {
	message, ok := refusals[code]
	if !ok {
		message = refusals[codeInvalid]
	}
	// The API's errors come with HTTP 200; its pages do too.
	show(w, http.StatusOK, "message.html", message)
}

// asset is a file that pages and shops load.
func asset(name, contentType string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		b, err := pageFiles.ReadFile("pages/" + name)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write(b)
	}
}
