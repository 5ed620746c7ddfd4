package web_test

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza/internal/store/storetest"
)

// axe finds what keeps people out of a page (MPL-2.0, see testdata/axe).
//
//go:embed testdata/axe/axe.min.js
var axe string

// chromium is the browser of this machine, "" where there is none.
var chromium = sync.OnceValue(func() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
})

// inChrome runs a test where there is a browser. Under TRENZA_TEST=all there must
// be one.
func inChrome(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	if chromium() != "" && !storetest.Bare() {
		t.Run("chromium", test)
		return
	}
	if storetest.Everything() {
		t.Fatal("Chromium is not installed and TRENZA_TEST=all asks for it")
	}
}

// started is one browser for the whole test program.
var started = sync.OnceValues(func() (context.Context, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium()), chromedp.DisableGPU, chromedp.NoSandbox)
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	return ctx, chromedp.Do(ctx)
})

// TestMain ends the browser with the tests.
func TestMain(m *testing.M) {
	code := m.Run()
	if chromium() != "" && !storetest.Bare() {
		if ctx, err := started(); err == nil {
			chromedp.Cancel(ctx)
		}
	}
	os.Exit(code)
}

// tab is a tab of a browser that nobody else uses, looking at a site.
type tab struct {
	*site
	ctx  context.Context
	mu   sync.Mutex
	said []string // on the console
	away []string // addresses asked for that are not the site's

	asked int // how often it asked whether what was typed is to be left
}

// tab opens one. What it says on its console, or asks of anybody else, fails the
// test at its end.
func (s *site) tab() *tab {
	s.Helper()
	browser, err := started()
	s.must(err)
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	ctx, stop := context.WithTimeout(ctx, 5*time.Minute)
	t := &tab{site: s, ctx: ctx}
	s.must(chromedp.Listen(ctx, t.hear))
	s.Cleanup(func() {
		stop()
		cancel()
		t.mu.Lock()
		defer t.mu.Unlock()
		if len(t.said) > 0 || len(t.away) > 0 {
			s.Errorf("on the console: %q\nasked elsewhere: %q", t.said, t.away)
		}
	})
	return t
}

// expected is what the browser itself says of pages that answer 404 or 422, of a
// quick exit, and of a page that is left by a test and by no hand.
var expected = regexp.MustCompile(`^(Failed to load resource|Clear-Site-Data header on|Blocked attempt to show a .beforeunload)`)

// hear notes what the tab says and asks for.
func (t *tab) hear(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		t.said = append(t.said, fmt.Sprint(e.Type, e.Args))
	case *runtime.EventExceptionThrown:
		t.said = append(t.said, e.ExceptionDetails.Text+" "+fmt.Sprint(e.ExceptionDetails.Exception))
	case *cdplog.EventEntryAdded:
		if !expected.MatchString(e.Entry.Text) {
			t.said = append(t.said, e.Entry.Text)
		}
	case *cdppage.EventJavascriptDialogOpening: // what was typed is left on purpose
		t.asked++
		go func() {
			_, _ = chromedp.Call(t.ctx, cdppage.HandleJavaScriptDialog, cdppage.HandleJavaScriptDialogParams{Accept: true})
		}()
	case *network.EventRequestWillBeSent:
		own := strings.HasPrefix(e.Request.URL, t.origin+"/") || strings.HasPrefix(e.Request.URL, "data:") // icons of the browser's own
		if !own {
			t.away = append(t.away, e.Request.URL)
		}
	}
}

// do acts on the page.
func (t *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	t.must(chromedp.Do(t.ctx, steps...))
}

// open goes to a path of the site.
func (t *tab) open(path string) {
	t.Helper()
	t.do(chromedp.Navigate(t.origin + path))
}

// look runs a script in the page and returns its value.
func look[T any](t *tab, script string) T {
	t.Helper()
	value, err := chromedp.Run(t.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return value
}

// at waits until the tab is at a path. A page that is just being left answers
// nothing: it is asked again.
func (t *tab) at(path string) {
	t.Helper()
	const arrived = "document.readyState === 'complete' ? location.pathname : ''"
	for range 400 {
		where, err := chromedp.Run(t.ctx, chromedp.Evaluate[string](arrived))
		if err == nil && where == path {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("at %s, not at %s: %s", look[string](t, "location.href"), path, look[string](t, "document.body.innerText"))
}

// sees waits until something that a selector finds can be seen. It asks the page
// anew each time: pages that draw themselves again take what was found away.
func (t *tab) sees(selector string) {
	t.Helper()
	shown := fmt.Sprintf("!!document.querySelector(%q)?.checkVisibility()", selector)
	for range 1200 {
		seen, err := chromedp.Run(t.ctx, chromedp.Evaluate[bool](shown))
		if err == nil && seen {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("nobody sees %s at %s: %s", selector, look[string](t, "location.href"), look[string](t, "document.body.innerText"))
}

// keys types as a hand on a keyboard does.
func (t *tab) keys(text string) {
	t.Helper()
	t.do(chromedp.KeyEvent(text))
}

// signIn comes in by the form.
func (t *tab) signIn(login string) {
	t.Helper()
	t.open("/sign-in")
	t.do(chromedp.SendKeys("#login", login), chromedp.SendKeys("#password", passphrase+"\r"))
	t.at("/")
}

// size sets how large the window is, and the theme that the system asks for.
func (t *tab) size(width, height int64, theme string) {
	t.Helper()
	t.do(chromedp.EmulateViewport(width, height))
	_, err := chromedp.Call(t.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}},
	})
	t.must(err)
}

// violation is what axe found.
type violation struct {
	ID    string
	Help  string
	Nodes []struct {
		HTML   string
		Target []any
	}
}

// accessible runs axe over the page: WCAG 2.2 AA and its best practice.
func (t *tab) accessible() {
	t.Helper()
	if !look[bool](t, "'axe' in window") {
		look[bool](t, axe+"; true")
	}
	found := look[string](t, `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
		.then(r => JSON.stringify(r.violations))`)
	var violations []violation
	t.must(json.Unmarshal([]byte(found), &violations))
	for _, v := range violations {
		for _, n := range v.Nodes {
			t.Errorf("%s: %s (%s)\n%v %s", look[string](t, "location.pathname"), v.Help, v.ID, n.Target, n.HTML)
		}
	}
}

// sticking lists what sticks out of the window on either side and can be seen.
const sticking = `[...document.querySelectorAll("body *")]
	.filter(e => e.checkVisibility() && getComputedStyle(e).clipPath === "none")
	.filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.right > innerWidth + 1 || r.left < -1) })
	.map(e => e.outerHTML.slice(0, 120)).join("\n")`

// fits expects a page that scrolls one way alone, with nothing cut off.
func (t *tab) fits() {
	t.Helper()
	over := look[int](t, "document.documentElement.scrollWidth - document.documentElement.clientWidth")
	if out := look[string](t, sticking); over > 0 || out != "" {
		t.Errorf("%s scrolls sideways by %d pixels:\n%s", look[string](t, "location.pathname"), over, out)
	}
}

// picture keeps a picture of the page where TRENZA_SCREENS names a folder, for
// whoever wants to look.
func (t *tab) picture(name string) {
	t.Helper()
	folder := os.Getenv("TRENZA_SCREENS")
	if folder == "" {
		return
	}
	t.must(os.MkdirAll(folder, 0o755))
	t.must(os.WriteFile(filepath.Join(folder, name+".png"), t.shot(12000), 0o644))
}

// shot is a picture of the page, in a window as high as the page is, up to so
// many pixels.
func (t *tab) shot(most int64) []byte {
	t.Helper()
	size := look[[]int64](t, "scrollTo(0, 0); [innerWidth, innerHeight, document.documentElement.scrollHeight]")
	t.do(chromedp.EmulateViewport(size[0], min(max(size[1], size[2]), most)))
	picture, err := chromedp.Run(t.ctx, chromedp.CaptureScreenshot())
	t.must(err)
	t.do(chromedp.EmulateViewport(size[0], size[1]))
	return picture
}
