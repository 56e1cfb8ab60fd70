package main

import (
	"encoding/json"
	"errors"
	"syscall"

	"psar/payments/sandbox"
	"psar/pos"
)

type gatewayCommand struct {
	Listen  string `help:"Loopback address to listen on; port 0 takes a free one." default:"127.0.0.1:0"`
	Control bool   `help:"Add the /_control/ calls: state, pay, fault, reset."`
}

// gatewayLine is the one line that gateway prints when it listens.
type gatewayLine struct {
	Listening string           `json:"listening"`
	Profiles  []gatewayProfile `json:"profiles"`
}

type gatewayProfile struct {
	Name       string `json:"name"`
	ProfileID  string `json:"profile_id"`
	ProfileKey string `json:"profile_key"`
	Currency   string `json:"currency"`
}

func (c *gatewayCommand) Run(s *session) error {
	server, err := sandbox.Listen(s, c.Listen, sandbox.Config{Profiles: sandbox.DefaultProfiles(), Control: c.Control})
	if errors.Is(err, syscall.EADDRINUSE) {
		return pos.Fault(pos.CodePortInUse, c.Listen).Because(err)
	}
	if err != nil {
		return err
	}
	defer server.Close()
	line := gatewayLine{Listening: server.URL}
	for _, p := range sandbox.DefaultProfiles() {
		line.Profiles = append(line.Profiles, gatewayProfile{p.Name, p.ID, p.Key, p.Currency})
	}
	if err := json.NewEncoder(s.out).Encode(line); err != nil {
		return err
	}
	<-s.Done()
	return nil
}
