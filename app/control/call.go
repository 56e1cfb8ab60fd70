package control

import (
	"encoding/json"
)

// Call asks the command's process for something that only it has, and waits for the result.
// The error is that of the command's process, or the context's where the command is
// interrupted or gone.
func (c *Command) Call(method string, args, result any) error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	given, err := json.Marshal(args)
	if err != nil {
		return err
	}
	answered := make(chan reply, 1)
	c.mu.Lock()
	c.last++
	number := c.last
	c.calls[number] = answered
	c.mu.Unlock()
	if err := c.wire.send(message{Call: &call{number, method, given}}); err != nil {
		return err
	}
	select {
	case <-c.ctx.Done():
		return c.ctx.Err()
	case r := <-answered:
		switch {
		case r.Failure != nil:
			return r.Failure.err()
		case result == nil:
			return nil
		}
		return json.Unmarshal(r.Result, result)
	}
}
