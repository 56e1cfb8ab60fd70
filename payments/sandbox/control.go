package sandbox

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
)

// routeControl adds the control calls, for whoever plays the customer and the network.
func (s *Sandbox) routeControl() {
	s.mux.HandleFunc("GET /_control/state", func(w http.ResponseWriter, _ *http.Request) {
		control(w, http.StatusOK, s.State())
	})
	s.mux.HandleFunc("POST /_control/pay", s.serveControlPay)
	s.mux.HandleFunc("POST /_control/fault", s.serveControlFault)
	s.mux.HandleFunc("POST /_control/mend", func(w http.ResponseWriter, _ *http.Request) {
		s.Mend()
		control(w, http.StatusOK, done)
	})
	s.mux.HandleFunc("POST /_control/webhook", s.serveControlWebhook)
	s.mux.HandleFunc("POST /_control/reset", func(w http.ResponseWriter, _ *http.Request) {
		s.Reset()
		control(w, http.StatusOK, done)
	})
}

// done is the answer of a control call without a result.
var done = struct {
	OK bool `json:"ok"`
}{true}

type controlError struct {
	Error string `json:"error"`
}

// controlPay is the body of pay, as JSON or as a form.
type controlPay struct {
	TransactionID string `json:"transaction_id"`
	Amount        string `json:"amount"`
}

func (s *Sandbox) serveControlPay(w http.ResponseWriter, r *http.Request) {
	var pay controlPay
	if isJSON(r) {
		if !decode(w, r, &pay) {
			return
		}
	} else {
		if !parseForm(w, r) {
			return
		}
		pay = controlPay{r.PostForm.Get("transaction_id"), r.PostForm.Get("amount")}
	}
	err := s.Pay(pay.TransactionID, pay.Amount)
	status := http.StatusOK
	switch {
	case err == nil:
		control(w, status, done)
		return
	case errors.Is(err, ErrNotFound):
		status = http.StatusNotFound
	case errors.Is(err, ErrAlreadyPaid):
		status = http.StatusConflict
	default:
		status = http.StatusBadRequest
	}
	control(w, status, controlError{err.Error()})
}

// controlWebhook is the body of webhook.
type controlWebhook struct {
	ProfileID string `json:"profile_id"`
	URL       string `json:"url"`
	APIKey    string `json:"api_key"`
}

func (s *Sandbox) serveControlWebhook(w http.ResponseWriter, r *http.Request) {
	var hook controlWebhook
	if !decode(w, r, &hook) {
		return
	}
	if err := s.SetWebhook(hook.ProfileID, hook.URL, hook.APIKey); err != nil {
		control(w, http.StatusBadRequest, controlError{err.Error()})
		return
	}
	control(w, http.StatusOK, done)
}

func (s *Sandbox) serveControlFault(w http.ResponseWriter, r *http.Request) {
	var f Fault
	if !decode(w, r, &f) {
		return
	}
	if err := s.SetFault(f); err != nil {
		control(w, http.StatusBadRequest, controlError{err.Error()})
		return
	}
	control(w, http.StatusOK, done)
}

func isJSON(r *http.Request) bool {
	t, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return t == "application/json"
}

// decode refuses unknown names: a misspelt fault that strikes nothing would make a
// test pass for the wrong reason.
func decode(w http.ResponseWriter, r *http.Request, into any) bool {
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			err = errors.New("something stands after the JSON")
		}
	}
	if err != nil {
		control(w, http.StatusBadRequest, controlError{"sandbox: " + err.Error()})
	}
	return err == nil
}

func control(w http.ResponseWriter, status int, answer any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(encode(answer), '\n'))
}
