package abandon

import "context"

// Call makes a call. When ctx ends first, it returns ctx's error and the call goes on by itself;
// late gets its result if it ever returns.
func Call[T any](ctx context.Context, call func() (T, error), late func(T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result)
	go func() {
		v, err := call()
		select {
		case done <- result{v, err}:
		case <-ctx.Done():
			late(v, err)
		}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
