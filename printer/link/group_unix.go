//go:build unix

package link

import (
	"os/exec"
	"syscall"
)

// inGroup gives a command its own process group.
func inGroup(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killGroup kills a command and all its children.
func killGroup(c *exec.Cmd) { _ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL) } // it may have ended already
