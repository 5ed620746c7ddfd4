package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
)

// browser is somebody's browser.
type browser struct {
	origin string
	client *http.Client
}

// page is what a browser was sent: the body of the last answer, and how many bytes
// came over the wire in all of them.
type page struct {
	status int
	body   string
	size   int
}

// signIn returns a browser in which somebody is signed in.
func (o *office) signIn(ctx context.Context, login string) (*browser, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	transport := &http.Transport{MaxIdleConnsPerHost: 16, DisableCompression: true} // what comes is counted as it comes
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	b := &browser{o.server.URL, &http.Client{Jar: jar, CheckRedirect: stay, Transport: transport}}
	_, status, _, err := b.send(ctx, http.MethodPost, "/sign-in", url.Values{"login": {login}, "password": {passphrase}})
	if err == nil && status != http.StatusSeeOther {
		err = fmt.Errorf("signing in as %s: %d", login, status)
	}
	return b, err
}

// ask sends a request and follows where it leads, as a browser does.
func (b *browser) ask(ctx context.Context, method, path string, form url.Values) (page, error) {
	var p page
	for range 4 {
		location, status, body, err := b.send(ctx, method, path, form)
		p.status, p.body, p.size = status, body, p.size+len(body)
		if err != nil || status != http.StatusSeeOther {
			return p, err
		}
		method, path, form = http.MethodGet, location, nil
	}
	return p, fmt.Errorf("%s leads in circles", path)
}

func (b *browser) send(ctx context.Context, method, path string, form url.Values) (location string, status int, body string, err error) {
	r, err := http.NewRequestWithContext(ctx, method, b.origin+path, strings.NewReader(form.Encode()))
	if err != nil {
		return "", 0, "", err
	}
	r.Header.Set("Accept-Language", "es")
	r.Header.Set("Accept-Encoding", "gzip")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", b.origin)
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin") // as browsers say on the way from page to page
	answer, err := b.client.Do(r)
	if err != nil {
		return "", 0, "", err
	}
	defer answer.Body.Close()
	all, err := io.ReadAll(answer.Body)
	return answer.Header.Get("Location"), answer.StatusCode, string(all), err
}
