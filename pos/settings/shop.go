package settings

// Shop is what the head of a receipt says.
type Shop struct {
	Name      string `json:"name"`
	NameKhmer string `json:"name_km,omitempty"`
	Address   string `json:"address,omitempty"`
	VATTIN    string `json:"vattin,omitempty"` // tax number, where registered
	Thanks    string `json:"thanks,omitempty"`
	Header    string `json:"header,omitempty"` // the shop's own lines under its address, with a | between them
	Footer    string `json:"footer,omitempty"` // the same at the end of its receipts
}
