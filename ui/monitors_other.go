//go:build !linux && !windows

package ui

import "errors"

func newPlacer() (placer, error) { return nil, errors.ErrUnsupported }

func handleOf(any) (uintptr, bool) { return 0, false }
