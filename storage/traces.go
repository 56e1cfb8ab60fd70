package storage

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/settings"
)

// traceKinds is the condition of the indexes journal_traces and journal_traces_at, which
// SQLite uses for a query with the same text alone.
var traceKinds = func() string {
	names := make([]string, 0, len(facts.Traces()))
	for _, k := range facts.Traces() {
		names = append(names, "'"+string(k)+"'")
	}
	return "kind IN (" + strings.Join(names, ", ") + ")"
}()

// traceSpan selects the journal's traces of a scope: those of days by time, those of a period
// by their place behind the last Z report. Each is read from its own index, so that a day
// costs the same in a journal of any length; the query fails where the index is missing.
type traceSpan struct {
	from   string // of the query, with the condition
	lo, hi any
}

// spanOf returns the traces of a scope.
func spanOf(ctx context.Context, q querier, r *report.Report, s scope, values settings.Values) (traceSpan, error) {
	if s.column == "day" {
		first, last, err := dayBounds(s, values.Int(settings.CutoffHour))
		return traceSpan{"journal INDEXED BY journal_traces_at WHERE " + traceKinds + " AND at_ms >= ?1 AND at_ms < ?2", first.UnixMilli(), last.UnixMilli()}, err
	}
	span := traceSpan{"journal INDEXED BY journal_traces WHERE " + traceKinds + " AND seq > ?1 AND seq <= ?2", int64(0), r.Journal.Seq}
	before, err := readZ(ctx, q, "number < ?", s.to)
	if err != nil {
		return span, err
	}
	if before.Z != nil {
		span.lo = before.Journal.Seq
	}
	own, err := readZ(ctx, q, "number = ?", s.to)
	if own.Z != nil { // closed: what came after is the next period's
		span.hi = own.Journal.Seq
	}
	return span, err
}

// dayBounds returns when the first business day of a scope begins and the last one ends.
func dayBounds(s scope, cutoff int) (from, to time.Time, err error) {
	begin := func(day any) time.Time {
		d, _ := day.(money.Day)
		at, failed := time.ParseInLocation(time.DateOnly, string(d), money.PhnomPenh)
		if failed != nil {
			err = internal("no day %q", d)
		}
		return at.Add(time.Duration(cutoff) * time.Hour)
	}
	return begin(s.from), begin(s.to).Add(24 * time.Hour), err
}

// fillTraces counts what people did beside plain sales, and lists the spells among it.
func fillTraces(ctx context.Context, q querier, r *report.Report, s scope, values settings.Values) error {
	span, err := spanOf(ctx, q, r, s, values)
	if err != nil {
		return err
	}
	found := map[journal.Kind]int{}
	rows, err := q.QueryContext(ctx, "SELECT kind, count(*) FROM "+span.from+" GROUP BY kind", span.lo, span.hi)
	err = each(rows, err, func(scan func(...any) error) error {
		var kind journal.Kind
		var n int
		err := scan(&kind, &n)
		found[kind] = n
		return err
	})
	if err != nil {
		return err
	}
	if err := fillSpells(ctx, q, r, span, found); err != nil {
		return err
	}
	found[facts.TillWasClosed] = len(r.Closed) // the others broke off
	r.Closed, r.Trained, r.Folders = longest(r.Closed, spellItself), longest(r.Trained, func(t report.Trained) report.Spell { return t.Spell }), longest(r.Folders, func(f report.FolderUse) report.Spell { return f.Spell })
	for _, kind := range facts.Traces() {
		if n := found[kind]; n > 0 && !facts.CountedElsewhere(kind) {
			r.Traces = append(r.Traces, report.TraceCount{Kind: kind, Count: n})
		}
	}
	return nil
}

// longest are the report.MaxSpells longest spells, in their order, so that no number of short ones
// pushes a long one off.
func longest[T any](all []T, spell func(T) report.Spell) []T {
	if len(all) <= report.MaxSpells {
		return all
	}
	lasted := func(i int) time.Duration { return spell(all[i]).Until.Sub(spell(all[i]).Since) }
	places := make([]int, len(all))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(lasted(b), lasted(a)) })
	places = places[:report.MaxSpells]
	slices.Sort(places)
	kept := make([]T, 0, len(places))
	for _, i := range places {
		kept = append(kept, all[i])
	}
	return kept
}

func spellItself(s report.Spell) report.Spell { return s }

// fillSpells lists when the till was closed, in training, or not the only one on its computer.
func fillSpells(ctx context.Context, q querier, r *report.Report, span traceSpan, found map[journal.Kind]int) error {
	for _, list := range []struct {
		kind journal.Kind
		add  func(payload []byte) error
	}{
		{facts.TillWasClosed, spell(func(c facts.Closure) {
			if c.Spell() {
				r.Closed = append(r.Closed, report.Spell{Since: c.Since, Until: c.Until})
			}
		})},
		{facts.TrainingEnded, spell(func(t facts.Training) {
			r.Trained = append(r.Trained, report.Trained{Spell: report.Spell{Since: t.Since, Until: t.Until}, Account: t.Account, Broken: t.Broken})
		})},
		{facts.FolderUsed, spell(func(f facts.Folder) {
			r.Folders = append(r.Folders, report.FolderUse{Spell: report.Spell{Since: f.Since, Until: f.Until}, Folder: f.Folder, Training: f.Training})
		})},
	} {
		if found[list.kind] == 0 {
			continue
		}
		rows, err := q.QueryContext(ctx, "SELECT payload FROM "+span.from+" AND kind = ?3 ORDER BY seq", span.lo, span.hi, list.kind)
		err = each(rows, err, func(scan func(...any) error) error {
			var payload []byte
			if err := scan(&payload); err != nil {
				return err
			}
			return list.add(payload)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// spell reads a payload. One that can't be read adds nothing: journal verify reports it.
func spell[T any](add func(T)) func(payload []byte) error {
	return func(payload []byte) error {
		var parsed T
		if json.Unmarshal(payload, &parsed) == nil {
			add(parsed)
		}
		return nil
	}
}

// Audit lists what people did on the business days from first to last, both included, beside
// plain sales. It reads the days' rows alone, each by an index.
func (db *DB) Audit(ctx context.Context, first, last money.Day) (r report.Report, err error) {
	r = report.Report{First: first, Last: last, Audit: &report.Audit{People: []report.AuditCount{}, Events: []report.AuditEvent{}}}
	err = db.knowing(ctx, func(q querier, people told) error {
		s := days(first, last).by(people.called(math.MaxInt64))
		values, err := readSettings(ctx, q)
		if err != nil {
			return err
		}
		r.Made, r.Training = db.clock.Now(), db.training
		r.Shop, r.Till = values.Shop(), values.Int(settings.TillNumber)
		if r.Journal, err = readHead(ctx, q); err != nil {
			return err
		}
		counts := map[report.AuditCount]int{}
		if err := auditTraces(ctx, q, &r, s, values, counts); err != nil {
			return err
		}
		if err := auditCash(ctx, q, &r, s, counts); err != nil {
			return err
		}
		if err := auditRows(ctx, q, s, counts); err != nil {
			return err
		}
		for _, c := range slices.SortedFunc(maps.Keys(counts), byPerson) {
			c.Count = counts[c]
			r.Audit.People = append(r.Audit.People, c)
		}
		return nil
	})
	return named(ctx, db, r, err)
}

// byPerson orders the counts of an audit by name, day and kind.
func byPerson(a, b report.AuditCount) int {
	rank := func(k journal.Kind) int {
		if i := slices.Index(facts.Traces(), k); i >= 0 {
			return i
		}
		return len(facts.Traces())
	}
	for _, order := range []int{strings.Compare(a.By, b.By), strings.Compare(string(a.Day), string(b.Day)), rank(a.Kind) - rank(b.Kind)} {
		if order != 0 {
			return order
		}
	}
	return strings.Compare(string(a.Kind), string(b.Kind))
}

// auditTraces lists and counts the facts of an audit.
func auditTraces(ctx context.Context, q querier, r *report.Report, s scope, values settings.Values, counts map[report.AuditCount]int) error {
	span, err := spanOf(ctx, q, r, s, values)
	if err != nil {
		return err
	}
	rows, err := q.QueryContext(ctx, "SELECT seq, kind, version, at_ms, payload FROM "+span.from+" ORDER BY at_ms, seq", span.lo, span.hi)
	return each(rows, err, func(scan func(...any) error) error {
		var e report.AuditEvent
		var version int
		var at int64
		var payload []byte
		if err := scan(&e.Seq, &e.Kind, &version, &at, &payload); err != nil {
			return err
		}
		e.At = time.UnixMilli(at).UTC()
		e = facts.AuditEventOf(e, version, payload)
		e.By = s.called.at(e.By, at)
		counts[report.AuditCount{By: e.By, Day: money.DayOf(e.At, values.Int(settings.CutoffHour)), Kind: e.Kind}]++
		if len(r.Audit.Events) < report.MaxEvents {
			r.Audit.Events = append(r.Audit.Events, e)
		} else {
			r.Audit.More++
		}
		return nil
	})
}

// auditRows counts what is in rows of its own: approvals, and lines at another price than the
// catalogue's.
func auditRows(ctx context.Context, q querier, s scope, counts map[report.AuditCount]int) error {
	for _, of := range []struct {
		kind  journal.Kind
		query string
	}{
		{report.AuditApproval, "SELECT " + s.called.key("said_by", "at_ms") + ", day, count(*) FROM approvals WHERE " + s.of("approvals") + " GROUP BY 1, 2"},
		{report.AuditOverride, "SELECT " + s.called.key("s.cashier", "s.completed_ms") + `, s.day, count(*) FROM sales s CROSS JOIN sale_lines l ON l.sale_id = s.id
			WHERE l.list_minor > 0 AND ` + s.completed("s") + " GROUP BY 1, 2"},
	} {
		rows, err := q.QueryContext(ctx, of.query, s.from, s.to)
		err = each(rows, err, func(scan func(...any) error) error {
			c := report.AuditCount{Kind: of.kind}
			var n int
			err := scan(&c.By, &c.Day, &n)
			c.By = s.called.of(c.By)
			counts[c] += n
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
