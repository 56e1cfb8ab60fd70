//go:build !linux

package main

const needsX11 = false
