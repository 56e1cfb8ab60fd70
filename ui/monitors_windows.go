package ui

import (
	"errors"
	"image"
	"unsafe"

	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

// user32 places windows by the functions of the same names in the Windows API.
type user32 struct {
	enumDisplayMonitors, getWindowRect, setWindowPos *windows.LazyProc
	found                                            []image.Rectangle
	each                                             uintptr
}

// rect is the API's RECT.
type rect struct{ Left, Top, Right, Bottom int32 }

func (r rect) image() image.Rectangle {
	return image.Rect(int(r.Left), int(r.Top), int(r.Right), int(r.Bottom))
}

func newPlacer() (placer, error) {
	dll := windows.NewLazySystemDLL("user32.dll")
	u := &user32{
		enumDisplayMonitors: dll.NewProc("EnumDisplayMonitors"),
		getWindowRect:       dll.NewProc("GetWindowRect"),
		setWindowPos:        dll.NewProc("SetWindowPos"),
	}
	// Callbacks are never freed, so there is one for the program's life.
	u.each = windows.NewCallback(func(_, _ uintptr, r *rect, _ uintptr) uintptr {
		u.found = append(u.found, r.image())
		return 1
	})
	return u, dll.Load()
}

func (u *user32) close() {}

func (u *user32) monitors() ([]image.Rectangle, error) {
	u.found = nil
	if ok, _, err := u.enumDisplayMonitors.Call(0, 0, u.each, 0); ok == 0 {
		return nil, err
	}
	if len(u.found) == 0 {
		return nil, errors.New("no monitor")
	}
	return u.found, nil
}

func (u *user32) frame(window uintptr) (image.Rectangle, error) {
	var r rect
	if ok, _, err := u.getWindowRect.Call(window, uintptr(unsafe.Pointer(&r))); ok == 0 {
		return image.Rectangle{}, err
	}
	return r.image(), nil
}

func (u *user32) move(window uintptr, to image.Rectangle) error {
	const noSize, noZOrder, noActivate = 0x0001, 0x0004, 0x0010
	ok, _, err := u.setWindowPos.Call(window, 0, uintptr(to.Min.X), uintptr(to.Min.Y), 0, 0, noSize|noZOrder|noActivate)
	if ok == 0 {
		return err
	}
	return nil
}

// handleOf reads the window's handle from what the toolkit hands out, 0 while
// there is none.
func handleOf(context any) uintptr {
	if c, ok := context.(driver.WindowsWindowContext); ok {
		return c.HWND
	}
	return 0
}

// CheckDisplay finds nothing: here a desktop is always there.
func CheckDisplay() error { return nil }
