//go:build !linux

package postest

func memory() (string, bool) { return "", false }
