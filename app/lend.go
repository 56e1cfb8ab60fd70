package app

// Lend returns the open shop for a command that is carried out in this process beside its own
// work. Nothing that the command does starts, stops or closes anything.
func (s *Shop) Lend() *Shop {
	return &Shop{
		Dir: s.Dir, DB: s.DB, Secrets: s.Secrets, Till: s.Till, Gateway: s.Gateway, Watcher: s.Watcher, Listener: s.Listener,
		NotClosed: s.NotClosed, clock: s.clock, queue: s.queue, training: s.training, stop: func() {}, lent: true,
	}
}

// Lent reports whether the shop is lent: the windows, with their own customer, are open.
func (s *Shop) Lent() bool { return s.lent }
