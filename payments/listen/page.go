package listen

import (
	"html/template"
	"io"
	"net/http"
	"strings"
)

// page is what a returning customer reads. It never says "paid" and shows no tick
// that a cashier could take for it: only the till says so.
type page struct {
	Mark, English, Khmer string
}

var (
	pageThanks = page{"…", "Thank you. The shop is checking the payment.", "សូមអរគុណ។ ហាងកំពុងពិនិត្យការបង់ប្រាក់។"}
	pageOld    = page{"!", "This page is older than three minutes. Ask the shop whether your payment has come.",
		"ទំព័រនេះចាស់ជាងបីនាទីហើយ។ សូមសួរហាងថា ការបង់ប្រាក់របស់អ្នកបានមកដល់ឬនៅ។"}
	pageClock = page{"!", "The clocks of the shop and of the bank do not agree. If you have paid, ask the shop: it sees every payment.",
		"នាឡិការបស់ហាង និងរបស់ធនាគារមិនត្រូវគ្នាទេ។ បើអ្នកបានបង់ប្រាក់ហើយ សូមសួរហាង៖ ហាងឃើញគ្រប់ការបង់ប្រាក់។"}
	pageWrong = page{"!", "This address is not right. If you have paid, ask the shop: it sees every payment.",
		"អាសយដ្ឋាននេះមិនត្រឹមត្រូវទេ។ បើអ្នកបានបង់ប្រាក់ហើយ សូមសួរហាង៖ ហាងឃើញគ្រប់ការបង់ប្រាក់។"}
	pageBusy = page{"!", "The shop is busy. Open this page again in a moment. If you have paid, nothing is lost.",
		"ហាងកំពុងរវល់។ សូមបើកទំព័រនេះម្ដងទៀតបន្តិចក្រោយ។ បើអ្នកបានបង់ប្រាក់ហើយ គ្មានអ្វីបាត់បង់ទេ។"}
)

var pageTemplate = template.Must(template.New("page").Parse(`<!DOCTYPE html>
<html lang="km">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Psar</title>
<style>
body { margin: 0; min-height: 100vh; display: grid; place-content: center; text-align: center; padding: 1.5rem;
  font: 1.25rem/1.7 "Noto Sans Khmer", "Khmer OS", sans-serif; color: #111; background: #fff; }
b { font-size: 4rem; line-height: 1.2; }
</style>
<main>
<b aria-hidden="true">{{.Mark}}</b>
<p>{{.Khmer}}</p>
<p lang="en">{{.English}}</p>
</main>
</html>
`))

// servePage answers with a page that loads nothing, is not cached, and sends no
// Referer: the address carries a hash.
func servePage(w http.ResponseWriter, p page, status int) {
	var body strings.Builder
	if err := pageTemplate.Execute(&body, p); err != nil {
		http.Error(w, p.English, http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "2")
	}
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body.String()) // nothing is lost when the browser is gone
}
