// Package sandbox is the training gateway: an http.Handler that implements the
// RaksmeyPay QR API as far as it is known, makes valid codes, and fails on demand.
// Training mode, integrators and tests use it.
//
// It promises the calls create and verify (urlencoded and multipart), the payment
// page of a link and the way back to the shop, the webhook, the top-up frame, the
// modal script, the codes 0 to 8, the same QR again for the same id, and every
// fault below exactly as often as configured. It shares with the client only the
// formulas of hashes and of the success URL, so that a misreading of the contract
// shows. Where the contract is silent it does what is hardest for a till: errors
// come with HTTP status 200, an old QR comes with a newly echoed amount, remarks are
// trimmed before they are hashed, and webhook and success URL announce a late
// payment before verify knows of it.
//
// It holds no money, writes nothing to disk, listens and sends on loopback only,
// and its keys are public. Payments stay in memory until Reset.
//
// # Faults
//
// A fault is for a step (create, verify, pay or webhook), lets skip calls pass
// (say, for a later verify), strikes times calls, and may be limited to one
// transaction id. Of several faults that match a call, the oldest strikes; delays
// set before it are waited out first.
//
// On create and verify, before any work is done:
//
//	delay        answers delay_ms later
//	hang         never answers
//	close        closes the connection
//	status       an HTML page with a 4xx or 5xx status (500), and Retry-After if given
//	rate-limit   429 with JSON of another shape, and Retry-After if given
//	redirect     302 to a page
//
// On create and verify, after the work:
//
//	lost-answer  closes the connection
//	cut          half of the answer
//	empty        200 without a body
//	huge         the answer and 2 MiB of spaces
//	garbage      bytes that are nothing
//	html         200 with a maintenance page
//	php-warning  a warning in HTML in front of the answer
//
// Instead of the work:
//
//	code         create: the responseCode given; verify: status 0 with its message
//
// On create, in the answer only (the stored code stays valid):
//
//	wrong-id        another transaction_id is echoed
//	wrong-echo      another amount is echoed
//	wrong-md5       md5 of another string
//	wrong-amount    another amount inside the QR
//	wrong-currency  the other currency inside the QR
//	wrong-account   another Bakong account inside the QR
//	alike-merchant  the account, and behind it a merchant number with a Cyrillic letter
//	wrong-crc       a QR whose CRC is wrong
//	static          a static QR: no amount, no expiry
//	expired         a QR that expired an hour before it was made
//	no-expiry       a dynamic QR without tag 99
//
// On create, and the code that can be paid is so from then on:
//
//	other-merchant  the account, and the merchant number of somebody else behind it
//	other-card      the account, and a UnionPay number beside it, another with every payment
//	changing-field  a reference (tag 29/05) that is another with every payment
//
// On verify; the amount faults wait for an answer that says SUCCESS:
//
//	not-found        "Payment not found", as right after a create
//	amount-string    the amount as a JSON string
//	amount-exponent  the amount as 5e0
//	amount-mismatch  another amount
//
// On pay, the customer's part:
//
//	late-payment    verify says PENDING until the code has expired, then SUCCESS
//	double-payment  the money comes twice; verify reports the sum
//
// On webhook, what is sent to the shop:
//
//	webhook-lost    nothing is sent
//	webhook-twice   sent twice
//	webhook-forged  the hash is made with another key
//	webhook-late    sent delay_ms later
//
// # Pages
//
// The pages are in Khmer and English, marked as training, load nothing from other
// hosts and may be framed. Loading a page pays nothing: the button posts.
//
//	GET /payment/request/{profile}  the payment page of a link: code, time left, button; it goes back
//	                                to the shop once the payment is made, here or elsewhere
//	GET /payment/smm/{profile}      the top-up frame: amount, min, max, and the user's u and e; each
//	                                top-up is a payment of its own
//	GET /js/raksmeypay-modal.js     RaksmeyPay.open(url, {width, height, closeOnOverlayClick})
//	GET /qr/{md5}.png               the picture of a code
//
// In a frame, the payment page posts {raksmeypay: "paid", back: URL} to the page
// around it, if that has the origin of the success URL. If no script answers, it
// goes on to that URL inside the frame.
//
// # Webhooks
//
// A payment is announced to the profile's webhook URL once, whatever the receiver
// answers: JSON with X-Api-Key, ten seconds at most, redirects not followed, loopback
// only. State holds the receiver's answers. Close cancels deliveries in progress.
//
// # Control
//
// With Config.Control, answers in JSON:
//
//	GET  /_control/state    every payment, webhook, and remaining fault
//	POST /_control/pay      transaction_id, optional amount (form or JSON)
//	POST /_control/fault    a Fault as JSON
//	POST /_control/mend     remove every remaining fault
//	POST /_control/webhook  profile_id, url and api_key as JSON; url "" sends none
//	POST /_control/reset    forget all but the profiles and their webhooks
package sandbox
