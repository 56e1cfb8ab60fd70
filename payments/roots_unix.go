//go:build unix && !darwin

package payments

import (
	"crypto/x509"
	"os"
	"path/filepath"
	"sync"

	"psar/pos/fault"
)

// systemFiles and systemDirs are where systems keep the certificates that they trust: those
// that package crypto/x509 knows (root_linux.go, root_bsd.go). They are read here, because
// that package lets SSL_CERT_FILE and SSL_CERT_DIR replace them.
var (
	systemFiles = []string{
		"/etc/ssl/certs/ca-certificates.crt",                // Debian, Ubuntu, Gentoo
		"/etc/pki/tls/certs/ca-bundle.crt",                  // Fedora, RHEL 6
		"/etc/ssl/ca-bundle.pem",                            // openSUSE
		"/etc/pki/tls/cacert.pem",                           // OpenELEC
		"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // CentOS, RHEL 7
		"/etc/ssl/cert.pem",                                 // Alpine, OpenBSD, FreeBSD
		"/usr/local/etc/ssl/cert.pem",                       // FreeBSD
		"/usr/local/share/certs/ca-root-nss.crt",            // DragonFly
		"/etc/openssl/certs/ca-certificates.crt",            // NetBSD
	}
	systemDirs = []string{"/etc/ssl/certs", "/etc/pki/tls/certs", "/usr/local/share/certs", "/etc/openssl/certs"}
)

// systemRoots returns the certificates that the system trusts. They are read once. The
// error's code is fault.CAFile with the places.
var systemRoots = sync.OnceValues(func() (*x509.CertPool, error) { return readRoots(systemFiles, systemDirs) })

// readRoots reads the first of the files that there is, and every file of the directories.
func readRoots(files, dirs []string) (*x509.CertPool, error) {
	pool, some := x509.NewCertPool(), false
	var last error
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err == nil {
			some = pool.AppendCertsFromPEM(text) || some
			break
		}
		if !os.IsNotExist(err) {
			last = err
		}
	}
	for _, dir := range dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			if !os.IsNotExist(err) {
				last = err
			}
			continue
		}
		for _, e := range entries {
			if text, err := os.ReadFile(filepath.Join(dir, e.Name())); err == nil {
				some = pool.AppendCertsFromPEM(text) || some
			}
		}
	}
	if !some {
		return nil, fault.New(fault.CAFile, files[0]).Because(last)
	}
	return pool, nil
}
