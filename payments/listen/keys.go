package listen

import (
	"sync"
	"time"

	"psar/payments"
	"psar/payments/raksmeypay"
	"psar/pos"
	"psar/pos/money"
	"psar/pos/settings"
)

// keys reads the secrets that authenticate requests. They are used for
// payments.KeyMaxAge before they are read again, because reading may ask another
// process and strangers must not be able to cause that. While the keyring is slow,
// the secrets read before stay in use.
type keys struct {
	secrets pos.Secrets
	clock   pos.Clock

	reading sync.Mutex // held by the one call that reads

	mu   sync.Mutex
	last readKeys
}

// readKeys is one reading of the secrets, or its error, with its time. The zero
// time means that nothing was read yet.
type readKeys struct {
	keySet
	err error
	at  time.Time
}

// keySet is what was read. It is never changed afterwards.
type keySet struct {
	api      string // "": no webhook is accepted
	profiles []profileKey
	ids      [2]string // the profile ids in the settings: USD, KHR
}

// profileKey is one of the shop's profiles and its currency.
type profileKey struct {
	raksmeypay.Profile
	currency money.Currency
}

func (k *keys) of(s settings.Values) (keySet, error) {
	usd, _, _ := settings.ProfileKeys(money.USD)
	khr, _, _ := settings.ProfileKeys(money.KHR)
	ids := [2]string{s.Get(usd), s.Get(khr)}
	now := k.clock.Now()
	last := k.kept()
	if last.of(ids) && last.goodAt(now) {
		return last.keySet, last.err
	}
	if !k.reading.TryLock() {
		if last.of(ids) {
			return last.keySet, last.err
		}
		k.reading.Lock()
	}
	defer k.reading.Unlock()
	if last = k.kept(); last.of(ids) && last.goodAt(now) { // another call has read them meanwhile
		return last.keySet, last.err
	}
	set, err := k.readAll(s, ids)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.last = readKeys{set, err, now}
	return set, err
}

func (k *keys) kept() readKeys {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.last
}

// of reports that these are the keys of the profiles in the settings.
func (r readKeys) of(ids [2]string) bool { return !r.at.IsZero() && r.ids == ids }

// goodAt reports that they need not be read again yet.
func (r readKeys) goodAt(now time.Time) bool {
	age := now.Sub(r.at)
	return age >= 0 && age < payments.KeyMaxAge
}

// readAll reads every secret. A profile whose key is not set is left out.
func (k *keys) readAll(s settings.Values, ids [2]string) (keySet, error) {
	set := keySet{ids: ids}
	for _, c := range money.Currencies() {
		id, secret, _ := settings.ProfileKeys(c)
		if s.Get(id) == "" {
			continue
		}
		key, err := k.secrets.Secret(secret)
		if err != nil {
			return keySet{ids: ids}, err
		}
		if key != "" {
			set.profiles = append(set.profiles, profileKey{raksmeypay.Profile{ID: s.Get(id), Key: key}, c})
		}
	}
	var err error
	if set.api, err = k.secrets.Secret(settings.WebhookAPIKey); err != nil {
		return keySet{ids: ids}, err
	}
	return set, nil
}

// webhook is the configuration of the webhook handler.
func (s keySet) webhook() raksmeypay.WebhookConfig {
	config := raksmeypay.WebhookConfig{APIKey: s.api}
	for _, p := range s.profiles {
		config.Profiles = append(config.Profiles, p.Profile)
	}
	return config
}
