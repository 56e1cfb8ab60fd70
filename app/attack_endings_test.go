package app

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// An ending is a script's command for how an attack ended, asserts is one that looks at what the last
// command said, and keeps one after which that is still the last output.
var (
	ending  = regexp.MustCompile(`^(stopped|shown|unstopped) '(.*)'$`)
	asserts = regexp.MustCompile(`^(?:! )?(?:stdout|stderr) '`)
	keeps   = regexp.MustCompile(`^(?:! )?(?:stdout|stderr|cmp|exists|sells|thief unheard)\b`)
)

// psarTyped is the program in a script, with what may stand before its command.
const psarTyped = `(?:until '[^']+' |exec (?:timeout \d+ )?|exec sh -c '(?:[^']*; ?)?)?psar (?:<\S+ )?(?:--as \S+ )?`

var (
	// showing are the commands by which an owner sees what was done, the last of their line.
	showing = regexp.MustCompile(`^(?:! )?` + psarTyped + `(?:alarms|report|journal verify|doctor|close|items list)\b(?:[^;]|; (?:true|test )[^;]*$)*$|^exec cat paper\.bin$`)
	// finding are those of them that fail where they find something.
	finding = regexp.MustCompile(`psar (?:journal verify|doctor)`)
	// looking are the commands that read the state of what was attacked.
	looking = regexp.MustCompile(`^(?:exec (?:cat |sqlite3 \$DB 'SELECT |sh -c '(?:find|grep) )|page |psar (?:settings get|payee show)\b)`)
	// failing are the commands that have to fail.
	failing = regexp.MustCompile(`^(?:! ` + psarTyped + `|waits )`)
)

// judged says what is wrong with an ending after the command that said its sentence. A stopped
// attack ends in a refusal, or in a state that is what it was; an alert is no proof of either. What
// is shown is so by what an owner reads; and what can't be stopped was not refused.
func judged(end, last string) error {
	var ok bool
	switch end {
	case "stopped":
		ok = looking.MatchString(last) || failing.MatchString(last) && !finding.MatchString(last)
	case "shown":
		ok = showing.MatchString(last)
	case "unstopped":
		ok = !strings.HasPrefix(last, "!")
	}
	if !ok {
		return fmt.Errorf("%s is no proof that it is %s", last, end)
	}
	return nil
}

// endOf is how a script ends on one of its two computers, "[keyring] " or "[!keyring] ", as the
// tables call it.
func endOf(script, on string) (end string, err error) {
	last, unsaid := "", ""
	for _, line := range strings.Split(script, "\n") {
		line = strings.TrimPrefix(line, on)
		found := ending.FindStringSubmatch(line)
		switch {
		case found != nil || asserts.MatchString(line):
			unsaid = ""
		case unsaid != "" && !keeps.MatchString(line) && !strings.HasPrefix(line, "["):
			return "", fmt.Errorf("%s: any mistake would do, for nothing looks at what it said", unsaid)
		case failing.MatchString(line) && strings.HasPrefix(line, "!") && !strings.HasSuffix(line, "&"):
			unsaid = line
		}
		switch {
		case found == nil && strings.HasPrefix(line, "["), keeps.MatchString(line):
		case found == nil:
			last = line
		case end != "":
			return "", errors.New("it ends twice")
		case strings.Trim(found[2], ".*") == "":
			return "", fmt.Errorf("%s without a sentence", found[1])
		default:
			if end, err = endings[found[1]], judged(found[1], last); err != nil {
				return "", err
			}
		}
	}
	if end == "" {
		return "", fmt.Errorf("it does not end in a sentence on a computer that is %s", strings.TrimSpace(on))
	}
	return end, nil
}

// Which command may come before an ending.
func TestEndingsOfAttacks(t *testing.T) {
	t.Parallel()
	for end, lines := range map[string]map[string]bool{
		"stopped": {
			"! psar <sok.pin --as Sok report --audit": true,
			"! psar <sok.pin refund 1 --by Srey":      true,
			"! exec sh -c 'psar sell 1 USD'":          true,
			"! exec timeout 20 psar printer emulate":  true,
			"waits 'a' 'b'":                           true,
			"exec sqlite3 $DB 'SELECT 1'":             true,
			"exec cat precious":                       true,
			"psar settings get printer.link":          true,
			"psar alarms":                             false,
			"! psar journal verify":                   false, // it fails because the attack was made
			"psar sell 1 USD --cash":                  false,
			"exec sqlite3 $DB 'DELETE FROM staff'":    false,
		},
		"shown": {
			"psar alarms":                                         true,
			"until 'Another program' psar alarms":                 true,
			"psar <srey.pin --as Srey report --audit":             true,
			"! psar journal verify --expect $CODE":                true,
			"exec sh -c 'psar journal verify; test $? = 8'":       true,
			"exec sh -c 'psar sell 1 USD; psar alarms'":           true,
			"psar close --count-usd 25 --by Srey":                 true,
			"exec cat paper.bin":                                  true,
			"! psar sell 3.50 USD --wait 1s":                      false,
			"exec sh -c 'psar alarms; psar sell 1 USD --cash'":    false,
			"exec sqlite3 $DB 'SELECT kind FROM journal LIMIT 1'": false,
		},
		"unstopped": {"psar alarms": true, "! psar alarms": false},
	} {
		for line, want := range lines {
			if err := judged(end, line); (err == nil) != want {
				t.Errorf("%s after %s: %v", end, line, err)
			}
		}
	}
}
