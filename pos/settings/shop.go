package settings

// Shop is what receipts and reports print about the shop.
type Shop struct {
	Name      string `json:"name"`
	NameKhmer string `json:"name_km,omitempty"`
	Address   string `json:"address,omitempty"`
	VATTIN    string `json:"vattin,omitempty"` // tax number, where registered
	Thanks    string `json:"thanks,omitempty"`
	Header    string `json:"header,omitempty"` // the shop's own lines below its address, with a | between them
	Footer    string `json:"footer,omitempty"` // and at the end of its receipts

	// TestGateway says that payments are confirmed by a program on this machine and by no
	// bank: a till for tests, or one with which somebody takes the shop's customers in.
	TestGateway bool `json:"test_gateway,omitempty"`
}
