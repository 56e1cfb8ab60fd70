package main

// needsX11: the toolkit's windows are X11's here.
const needsX11 = true
