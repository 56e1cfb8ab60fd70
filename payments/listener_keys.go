package payments

import (
	"sync"
	"time"

	"psar/payments/raksmeypay"
	"psar/pos"
)

// keys reads the secrets by which what comes in is judged. They are used for
// keyFor before they are read again: reading one may ask another process, and
// strangers must not make the till do that.
type keys struct {
	secrets pos.Secrets
	clock   pos.Clock

	mu   sync.Mutex
	last keySet
	err  error
	read time.Time
}

// keySet is what was read. It is never changed afterwards.
type keySet struct {
	api      string // "" takes no webhook
	profiles []profileKey
	ids      [2]string // of the profiles, as the settings had them
}

// profileKey is a profile of the shop's and the currency that it takes.
type profileKey struct {
	raksmeypay.Profile
	currency pos.Currency
}

func (k *keys) of(s pos.Settings) (keySet, error) {
	usd, _, _ := pos.ProfileKeys(pos.USD)
	khr, _, _ := pos.ProfileKeys(pos.KHR)
	ids := [2]string{s.Get(usd), s.Get(khr)}
	k.mu.Lock()
	defer k.mu.Unlock()
	now := k.clock.Now()
	if age := now.Sub(k.read); !k.read.IsZero() && age >= 0 && age < keyFor && k.last.ids == ids {
		return k.last, k.err
	}
	k.last, k.err = k.readAll(s, ids)
	k.read = now
	return k.last, k.err
}

// readAll reads every secret. A profile whose key is not set is left out.
func (k *keys) readAll(s pos.Settings, ids [2]string) (keySet, error) {
	set := keySet{ids: ids}
	for _, c := range pos.Currencies() {
		id, secret, _ := pos.ProfileKeys(c)
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
	if set.api, err = k.secrets.Secret(pos.SettingWebhookAPIKey); err != nil {
		return keySet{ids: ids}, err
	}
	return set, nil
}

// webhook is who may send webhooks.
func (s keySet) webhook() raksmeypay.WebhookConfig {
	config := raksmeypay.WebhookConfig{APIKey: s.api}
	for _, p := range s.profiles {
		config.Profiles = append(config.Profiles, p.Profile)
	}
	return config
}
