//go:build !linux && !windows

package ui

import "errors"

func newPlacer() (placer, error) { return nil, errors.ErrUnsupported }

func handleOf(any) uintptr { return 0 }
