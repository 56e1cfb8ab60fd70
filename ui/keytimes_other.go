//go:build !linux && !windows

package ui

import "errors"

func newKeySource([]uintptr) (keySource, error) { return nil, errors.ErrUnsupported }
