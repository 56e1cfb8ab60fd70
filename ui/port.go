package ui

import (
	"context"
	"image"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/ui/model"
)

// port is what the commands reach: the till, and what Deps has beside it. What Deps has
// not finds nothing.
type port struct {
	*pos.Till
	deps Deps
}

var _ model.Port = port{}

func (p port) CheckNow(id id.Payment) {
	if p.deps.CheckNow != nil {
		p.deps.CheckNow(id)
	}
}

func (p port) CustomerPays(id id.Payment) error {
	if p.deps.CustomerPays == nil {
		return nil
	}
	return p.deps.CustomerPays(id)
}

func (p port) PaymentLink(a payment.Attempt) (string, error) {
	if p.deps.PaymentLink == nil {
		return "", nil
	}
	return p.deps.PaymentLink(a)
}

func (p port) Resolutions(ctx context.Context, id id.Payment) ([]payment.Resolution, error) {
	if p.deps.Resolutions == nil {
		return nil, nil
	}
	return p.deps.Resolutions(ctx, id)
}

func (p port) ManagerPIN() bool { return p.deps.ManagerPIN != nil && p.deps.ManagerPIN() }

func (p port) Items(ctx context.Context, query string) ([]catalogue.Item, error) {
	if p.deps.Items == nil {
		return nil, nil
	}
	return p.deps.Items(ctx, query)
}

func (p port) Barcode(ctx context.Context, code string) ([]catalogue.Item, error) {
	if p.deps.Barcode == nil {
		return nil, nil
	}
	return p.deps.Barcode(ctx, code)
}

func (p port) SharedBarcodes(ctx context.Context) ([]catalogue.Item, error) {
	if p.deps.SharedBarcodes == nil {
		return nil, nil
	}
	return p.deps.SharedBarcodes(ctx)
}

func (p port) History(ctx context.Context, f pos.HistoryFilter) ([]pos.PastSale, error) {
	if p.deps.History == nil {
		return nil, nil
	}
	return p.deps.History(ctx, f)
}

func (p port) SaleDetails(ctx context.Context, id id.Sale) (pos.SaleDetails, error) {
	if p.deps.SaleDetails == nil {
		return pos.SaleDetails{}, nil
	}
	return p.deps.SaleDetails(ctx, id)
}

func (p port) CheckPaper(ctx context.Context, code id.Code) (pos.Paper, error) {
	if p.deps.CheckPaper == nil {
		return pos.Paper{Code: code, Verdict: pos.PaperUnknown}, nil
	}
	return p.deps.CheckPaper(ctx, code)
}

func (p port) Preview(s settings.Values, role settings.PrintRole, test bool) (image.Image, error) {
	if p.deps.Preview == nil {
		return nil, nil
	}
	return p.deps.Preview(s, role, test)
}
