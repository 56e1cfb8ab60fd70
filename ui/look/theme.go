package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours of the screens, by what they are for.
const (
	ColorPaper           fyne.ThemeColorName = "psar.paper"           // behind everything
	ColorCard            fyne.ThemeColorName = "psar.card"            // panels
	ColorInk             fyne.ThemeColorName = "psar.ink"             // text
	ColorMuted           fyne.ThemeColorName = "psar.muted"           // second text
	ColorLine            fyne.ThemeColorName = "psar.line"            // rules, borders
	colorKey             fyne.ThemeColorName = "psar.key"             // digits
	ColorFunction        fyne.ThemeColorName = "psar.function"        // other keys
	ColorPrimary         fyne.ThemeColorName = "psar.primary"         // the one main action, the focus, rings
	colorOnPrimary       fyne.ThemeColorName = "psar.onPrimary"       //
	colorPrimaryOff      fyne.ThemeColorName = "psar.primaryOff"      // the main action while it can't be used
	colorOnPrimaryOff    fyne.ThemeColorName = "psar.onPrimaryOff"    //
	ColorGood            fyne.ThemeColorName = "psar.good"            // paid: always with a tick
	ColorGoodGround      fyne.ThemeColorName = "psar.goodGround"      //
	ColorAttention       fyne.ThemeColorName = "psar.attention"       // needs a look: always with a triangle
	ColorAttentionGround fyne.ThemeColorName = "psar.attentionGround" //
	ColorBad             fyne.ThemeColorName = "psar.bad"             // failed: always with a cross
	colorBadGround       fyne.ThemeColorName = "psar.badGround"       //
	colorKHQR            fyne.ThemeColorName = "psar.khqr"            // the card and nothing else
)

type token struct{ light, dark color.NRGBA }

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xFF}
}

// tokens are the design's colours. Light muted and attention are one step darker
// than drawn there, since its own rule of 4.5 : 1 missed by a hair on function
// keys and on the attention ground.
var tokens = map[fyne.ThemeColorName]token{
	ColorPaper:           {rgb(0xF6F4EF), rgb(0x0F1620)},
	ColorCard:            {rgb(0xFFFFFF), rgb(0x18222F)},
	ColorInk:             {rgb(0x16202E), rgb(0xEEF2F6)},
	ColorMuted:           {rgb(0x5D6A79), rgb(0x9AA8B8)},
	ColorLine:            {rgb(0xE2DED5), rgb(0x2A3646)},
	colorKey:             {rgb(0xFFFFFF), rgb(0x1E2A39)},
	ColorFunction:        {rgb(0xECE8DF), rgb(0x253244)},
	ColorPrimary:         {rgb(0x1F4FD8), rgb(0x6E93FF)},
	colorOnPrimary:       {rgb(0xFFFFFF), rgb(0x0B1220)},
	colorPrimaryOff:      {rgb(0xABB9E6), rgb(0x2C3A63)},
	colorOnPrimaryOff:    {rgb(0xFFFFFF), rgb(0x9FADCC)},
	ColorGood:            {rgb(0x0B7A5B), rgb(0x4CC79F)},
	ColorGoodGround:      {rgb(0xDDF3EA), rgb(0x12382C)},
	ColorAttention:       {rgb(0xB35208), rgb(0xF2B25C)},
	ColorAttentionGround: {rgb(0xFDF0DC), rgb(0x3A2B14)},
	ColorBad:             {rgb(0xB3261E), rgb(0xFF8A80)},
	colorBadGround:       {rgb(0xFBE4E2), rgb(0x431C1A)},
	colorKHQR:            {rgb(0xE1232E), rgb(0xE1232E)},
}

// Text sizes, in device-independent pixels.
const (
	SizeHint     float32 = 13
	SizeBar      float32 = 15
	SizeList     float32 = 17
	SizeFunction float32 = 20
	SizeTitle    float32 = 26
	sizeDigit    float32 = 30
	SizeTotal    float32 = 34
	SizeAmount   float32 = 68
	SizeCustomer float32 = 96
)

// Space: multiples of one unit.
const (
	unit         float32 = 4
	GapSmall             = 2 * unit
	Gap                  = 3 * unit
	GapLarge             = 4 * unit
	PanelGap     float32 = 14
	PanelPadding         = 5 * unit
	Corner       float32 = 12
	Hairline     float32 = 1
	totalRule    float32 = 2
)

// Theme is Psar's look for fyne: the shop's choice of light or dark, whatever
// the desktop says, since the till's screen belongs to the shop and not to who
// is logged in.
type Theme struct{ Dark bool }

var _ fyne.Theme = Theme{}

// stock says which token fyne's own widgets use for their parts.
var stock = map[fyne.ThemeColorName]fyne.ThemeColorName{
	theme.ColorNameBackground:          ColorPaper,
	theme.ColorNameButton:              ColorFunction,
	theme.ColorNameDisabledButton:      ColorFunction,
	theme.ColorNameDisabled:            ColorMuted,
	theme.ColorNameError:               ColorBad,
	theme.ColorNameFocus:               ColorPrimary,
	theme.ColorNameForeground:          ColorInk,
	theme.ColorNameForegroundOnError:   ColorCard,
	theme.ColorNameForegroundOnPrimary: colorOnPrimary,
	theme.ColorNameForegroundOnSuccess: ColorCard,
	theme.ColorNameForegroundOnWarning: ColorCard,
	theme.ColorNameHeaderBackground:    ColorCard,
	theme.ColorNameHyperlink:           ColorPrimary,
	theme.ColorNameInputBackground:     ColorCard,
	theme.ColorNameInputBorder:         ColorLine,
	theme.ColorNameMenuBackground:      ColorCard,
	theme.ColorNameOverlayBackground:   ColorCard,
	theme.ColorNamePlaceHolder:         ColorMuted,
	theme.ColorNamePrimary:             ColorPrimary,
	theme.ColorNameScrollBar:           ColorMuted,
	theme.ColorNameScrollBarBackground: ColorPaper,
	theme.ColorNameSelection:           ColorLine,
	theme.ColorNameSeparator:           ColorLine,
	theme.ColorNameSuccess:             ColorGood,
	theme.ColorNameWarning:             ColorAttention,
	theme.ColorNameHover:               ColorLine,
	theme.ColorNamePressed:             ColorLine,
}

// Color returns a token's colour, for Psar's own names and for fyne's. Shadows
// are transparent: nothing on these screens floats.
func (t Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if own, ok := stock[name]; ok {
		name = own
	}
	c, ok := tokens[name]
	switch {
	case !ok:
		return color.Transparent
	case t.Dark:
		return c.dark
	default:
		return c.light
	}
}

// Font returns Kantumruy Pro for every style, monospace too: two families on
// one line would make it jump.
func (Theme) Font(style fyne.TextStyle) fyne.Resource {
	if style.Bold {
		return faceOf(Bold).resource
	}
	return faceOf(Regular).resource
}

// Icon returns fyne's own icons; the screens draw their marks themselves.
func (Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size returns the sizes of fyne's own widgets.
func (Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return SizeList
	case theme.SizeNameCaptionText:
		return SizeHint
	case theme.SizeNameHeadingText:
		return SizeTotal
	case theme.SizeNameSubHeadingText:
		return SizeTitle
	case theme.SizeNamePadding:
		return unit
	case theme.SizeNameInnerPadding:
		return GapSmall
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return Corner
	case theme.SizeNameInputBorder:
		return Hairline
	default:
		return theme.DefaultTheme().Size(name)
	}
}

// Tint returns a colour of the theme that a widget stands in; the light one's
// where that theme is not Psar's.
func Tint(w fyne.Widget, name fyne.ThemeColorName) color.Color {
	th, ok := theme.CurrentForWidget(w).(Theme)
	if !ok {
		th = Theme{}
	}
	return th.Color(name, theme.VariantLight)
}

// pale lays a colour over another one: what can't be used now looks so.
func pale(c, ground color.Color, part float32) color.Color {
	r1, g1, b1, _ := c.RGBA()
	r2, g2, b2, _ := ground.RGBA()
	mix := func(a, b uint32) uint8 {
		return uint8((float32(a)*part + float32(b)*(1-part)) / 257)
	}
	return color.NRGBA{R: mix(r1, r2), G: mix(g1, g2), B: mix(b1, b2), A: 0xFF}
}
