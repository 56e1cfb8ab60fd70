package raksmeypay

import (
	"html/template"
	"regexp"
	"strings"
)

// The web kit: HTML for a shop's own web page. Every value is escaped for where
// it stands. Each function makes a snippet; Page puts one into a whole document.

// ButtonRequest is a link to the payment page that looks like a button.
type ButtonRequest struct {
	Link  string // a payment link: see (*Client).PaymentLink
	Label string // "": "Pay by KHQR"
}

// ModalRequest is a button that opens the payment page over the shop's own.
type ModalRequest struct {
	Link  string // a payment link
	Label string // "": "Pay by KHQR"
	// Script is the address of the gateway's modal script; "" is that of the
	// link's own host: see ModalScriptPath.
	Script string
	JQuery string // the address of jQuery 3.7.1; "": DefaultJQuery
	// Width and Height are CSS lengths in px, % , vw, vh, em or rem; "": 500px
	// and 650px.
	Width, Height       string
	CloseOnOverlayClick bool
}

// SMMRequest is the frame in which a signed-in user tops up their balance.
type SMMRequest struct {
	BaseURL   string // "": DefaultBaseURL
	ProfileID string
	// Amount, Min and Max are decimal text; "" leaves one out.
	Amount, Min, Max string
	// User and Email are those of the signed-in user. When both are "" the
	// snippet reads them from the attributes data-user and data-email of its
	// element, which the shop's page fills in.
	User, Email string
}

const (
	// DefaultJQuery is the library that the vendor's modal script stands on.
	DefaultJQuery = "https://code.jquery.com/jquery-3.7.1.min.js"
	// ModalScriptPath is the path of the modal script, below the base URL.
	ModalScriptPath = "/js/raksmeypay-modal.js"

	modalWidth, modalHeight = "500px", "650px"
	// SMMWidth and SMMHeight are the size of the frame, in CSS pixels.
	SMMWidth, SMMHeight = 370, 550

	defaultLabel = "Pay by KHQR"
	maxLabel     = 100 // characters
)

// SMMPath is the path of the top-up frame, below the base URL.
func SMMPath(profileID string) string { return "/payment/smm/" + profileID }

// style is the look of a button: its own name, so that a shop's page can change
// it, and nothing that reaches outside.
const style = `<style>.raksmeypay-button{display:inline-block;padding:.75em 1.5em;border:0;border-radius:.5em;background:#e1232e;color:#fff;font:600 1rem/1.25 system-ui,"Noto Sans Khmer","Khmer OS",sans-serif;text-decoration:none;cursor:pointer}.raksmeypay-button:hover,.raksmeypay-button:focus-visible{background:#b81b25}</style>`

var buttonTemplate = template.Must(template.New("button").Parse(style + `
<a class="raksmeypay-button" href="{{.Link}}" rel="noopener">{{.Label}}</a>
`))

// ButtonHTML is a button that leads to the payment page, for a page without any
// script. The error is of kind BadRequest.
func ButtonHTML(r ButtonRequest) (string, error) {
	if r.Label == "" {
		r.Label = defaultLabel
	}
	if err := firstError(checkPageURL(r.Link, "the link"), checkLabel(r.Label)); err != nil {
		return "", err
	}
	return render(buttonTemplate, r)
}

// The link stands in the button, so that it works without the script too.
var modalTemplate = template.Must(template.New("modal").Parse(style + `
<a class="raksmeypay-button" href="{{.Link}}" data-raksmeypay-modal="{{.Mark}}" rel="noopener">{{.Label}}</a>
<script src="{{.JQuery}}"></script>
<script src="{{.Script}}"></script>
<script>
document.querySelectorAll('[data-raksmeypay-modal={{.Mark}}]').forEach(function (button) {
  button.addEventListener('click', function (event) {
    if (!window.RaksmeyPay) return; // the script did not load: follow the link
    event.preventDefault();
    RaksmeyPay.open(button.href, {width: {{.Width}}, height: {{.Height}}, closeOnOverlayClick: {{.CloseOnOverlayClick}}});
  });
});
</script>
`))

// ModalHTML is a button that opens the payment page over the shop's own, by the
// gateway's script after jQuery. The error is of kind BadRequest.
func ModalHTML(r ModalRequest) (string, error) {
	r.Label, r.JQuery = orElse(r.Label, defaultLabel), orElse(r.JQuery, DefaultJQuery)
	r.Width, r.Height = orElse(r.Width, modalWidth), orElse(r.Height, modalHeight)
	if err := firstError(checkPageURL(r.Link, "the link"), checkLabel(r.Label), checkLength(r.Width), checkLength(r.Height)); err != nil {
		return "", err
	}
	r.Script = orElse(r.Script, originOf(r.Link)+ModalScriptPath)
	if err := firstError(checkPageURL(r.Script, "the script"), checkPageURL(r.JQuery, "jQuery")); err != nil {
		return "", err
	}
	// Several buttons on one page: each opens its own link.
	return render(modalTemplate, struct {
		ModalRequest
		Mark string
	}{r, "p" + sha1Hex(r.Link)[:12]})
}

var smmTemplate = template.Must(template.New("smm").Parse(`<iframe class="raksmeypay-smm" title="KHQR" src="{{.URL}}" width="{{.Width}}" height="{{.Height}}" style="border:0;max-width:100%"></iframe>
`))

var smmLateTemplate = template.Must(template.New("smm-late").Parse(`<div class="raksmeypay-smm" data-src="{{.URL}}" data-user="" data-email=""></div>
<script>
document.querySelectorAll('.raksmeypay-smm[data-src]').forEach(function (place) {
  if (!place.dataset.user || !place.dataset.email) return; // nobody is signed in
  var address = new URL(place.dataset.src);
  address.searchParams.set('u', place.dataset.user);
  address.searchParams.set('e', place.dataset.email);
  var frame = document.createElement('iframe');
  frame.title = 'KHQR';
  frame.width = {{.Width}};
  frame.height = {{.Height}};
  frame.style.border = '0';
  frame.style.maxWidth = '100%';
  frame.src = address.href;
  place.replaceChildren(frame);
});
</script>
`))

// SMMURL is the address of the top-up frame. The error is of kind BadRequest.
func SMMURL(r SMMRequest) (string, error) {
	base, wrong := checkBase(orElse(r.BaseURL, DefaultBaseURL))
	if err := firstError(wrong, checkProfile(r.ProfileID)); err != nil {
		return "", err
	}
	var fields []Field
	for _, f := range []Field{{"amount", r.Amount}, {"min", r.Min}, {"max", r.Max}} {
		if f.Value == "" {
			continue
		}
		if !isDecimal(f.Value) {
			return "", badRequest("the " + f.Name + " must be digits, with or without decimals")
		}
		fields = append(fields, f)
	}
	if (r.User == "") != (r.Email == "") || strings.ContainsAny(r.User+r.Email, "\r\n\x00") {
		return "", badRequest("the user's login and e-mail must both be given, each on one line")
	}
	if r.User != "" {
		fields = append(fields, Field{"u", r.User}, Field{"e", r.Email})
	}
	address := base + SMMPath(r.ProfileID)
	if len(fields) > 0 {
		address += "?" + EncodeForm(fields...)
	}
	return address, nil
}

// SMMHTML is the top-up frame of a signed-in user. The error is of kind
// BadRequest.
func SMMHTML(r SMMRequest) (string, error) {
	address, err := SMMURL(r)
	if err != nil {
		return "", err
	}
	t := smmTemplate
	if r.User == "" {
		t = smmLateTemplate
	}
	return render(t, struct {
		URL           string
		Width, Height int
	}{address, SMMWidth, SMMHeight})
}

var pageTemplate = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="km">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<body style="margin:2rem;font:1rem/1.5 system-ui,'Noto Sans Khmer','Khmer OS',sans-serif">
<h1>{{.Title}}</h1>
{{.Snippet}}</body>
</html>
`))

// Page puts a snippet of this package into a whole document, to try it out. The
// snippet is taken as it is.
func Page(title, snippet string) string {
	page, _ := render(pageTemplate, struct {
		Title   string
		Snippet template.HTML
	}{title, template.HTML(snippet)}) // a document of two texts can't fail
	return page
}

func render(t *template.Template, data any) (string, error) {
	var b strings.Builder
	if err := t.Execute(&b, data); err != nil {
		return "", badRequest("the HTML can't be made: " + err.Error())
	}
	return b.String(), nil
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// cssLength takes 500px, 90%, 80vh, 40em and the like.
var cssLength = regexp.MustCompile(`^[0-9]{1,4}(px|%|vw|vh|em|rem)$`)

func checkLength(s string) *Error {
	if !cssLength.MatchString(s) {
		return badRequest("a width or height must be a CSS length such as 500px or 90%")
	}
	return nil
}

func checkLabel(s string) *Error {
	if len([]rune(s)) > maxLabel {
		return badRequest("the label must be at most 100 characters")
	}
	return nil
}
