package pos_test

import (
	"fmt"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/finding"
	"psar/pos/money"
	"psar/pos/queue"
)

// Rows of somebody else's with the highest numbers that are given keep no cash from being taken, no
// paper from being printed and none from being printed again.
func TestHighestNumbersStopNothing(t *testing.T) {
	t.Parallel()
	const mostID, mostReceipt = 1<<53 - 1, 999_999_999
	for _, off := range []int64{-1, 0, 1} {
		for name, sql := range map[string]string{
			"prints":      fmt.Sprintf("INSERT INTO prints (id, kind, state, role, queued_ms, changed_ms, problem, detail) VALUES (%d, 'test', 'printed', 'receipt', 0, 0, '', '')", mostID+off),
			"corrections": fmt.Sprintf("INSERT INTO corrections (id, z, kind, day, at_ms, said_by, reason) VALUES (%d, 1, 'reprint', '2026-11-22', 0, '', '')", mostID+off),
			"cash_moves":  fmt.Sprintf("INSERT INTO cash_moves (id, z, kind, day, at_ms, amount_minor, currency, reason, said_by) VALUES (%d, 1, 'pay_in', '2026-11-22', 0, 1, 'USD', 'x', 'x')", mostID+off),
			"receipts":    fmt.Sprintf("UPDATE sales SET receipt_seq = %d WHERE receipt_seq = 2", mostReceipt+off),
		} {
			t.Run(fmt.Sprintf("%s %+d", name, off), func(t *testing.T) {
				t.Parallel()
				s := newShop(t)
				sold := s.sellFor(money.Cents(500))
				s.sellFor(money.Cents(200))
				s.whileClosed(sql)
				for i := range 3 {
					if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(100)}); err != nil {
						t.Errorf("sale %d: %v", i, err)
					}
					if err := s.till.Reprint(t.Context(), sold.Receipt); err != nil {
						t.Errorf("copy %d: %v", i, err)
					}
					if _, err := s.till.MoveCash(t.Context(), pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(1000), Reason: "change"}); err != nil {
						t.Errorf("cash %d: %v", i, err)
					}
				}
			})
		}
	}
}

// Rows of the print queue that name the journal's rows to come keep no cash from being taken, and what
// those rows queue is printed, now and after the till was closed; journal verify names them.
func TestJobsOfRowsToCome(t *testing.T) {
	t.Parallel()
	for _, state := range []queue.State{queue.Printed, queue.Queued} {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.sellFor(money.Cents(500))
			head := s.head().Seq
			var rows []string
			for i := int64(1); i < 60; i++ {
				rows = append(rows, fmt.Sprintf("(%d, 'test', '%s', 'receipt', 0, 0, '', '')", head+i, state))
			}
			s.whileClosed("INSERT INTO prints (told, kind, state, role, queued_ms, changed_ms, problem, detail) VALUES " + strings.Join(rows, ", "))
			for i := range 3 {
				if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(700)}); err != nil {
					t.Fatalf("sale %d: %v", i, err)
				}
			}
			s.close()
			s.open()
			printed := 0
			for {
				j, found, err := s.till.TakePrintJob(t.Context(), "paper:")
				if err != nil {
					t.Fatal(err)
				}
				if !found {
					break
				}
				if j.Receipt != nil && j.Receipt.Total == money.Cents(700) {
					printed++
				} else if j.Kind == queue.KindTest {
					t.Errorf("printed %+v", j)
				}
				s.ended(j, queue.Result{State: queue.Printed})
			}
			if printed != 3 {
				t.Errorf("%d receipts are printed", printed)
			}
			check, err := s.disk.VerifyJournal(t.Context())
			if err != nil || check.OK {
				t.Fatalf("%+v, %v", check, err)
			}
			for _, f := range check.Findings {
				if f.Table == finding.Prints && f.Kind == finding.Gone {
					t.Errorf("%+v", f)
				}
			}
		})
	}
}
