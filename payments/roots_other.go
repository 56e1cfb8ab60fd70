//go:build !unix || darwin

package payments

import "crypto/x509"

// systemRoots returns nil: on Windows and macOS the system itself judges a certificate, and
// the environment has no say.
func systemRoots() (*x509.CertPool, error) { return nil, nil }
