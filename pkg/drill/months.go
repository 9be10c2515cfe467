package drill

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// monthNames are the names of the months by locale, as `ls -l` abbreviates them.
// Sources: abmon of glibc's locales, today's and those of glibc 2.5 (RHEL 5).
// No name stands for two months.
var monthNames = [][12]string{
	{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"},                 // en
	{"jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"},                 // pt
	{"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"},                 // es
	{"jan", "fév", "mar", "avr", "mai", "jun", "jui", "aoû", "sep", "oct", "nov", "déc"},                 // fr, glibc 2.5
	{"janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."}, // fr
	{"jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"},                 // de
	{"gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"},                 // it
	{"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},                 // nl
	{"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},                 // sv, da
	{"sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"},                 // pl
	{"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},                          // ja, zh
	{"янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"},                 // ru
	{"jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."},     // nb
}

// months finds a month by its name in lower case.
var months = sync.OnceValue(func() map[string]time.Month {
	byName := make(map[string]time.Month)
	for _, names := range monthNames {
		for i, name := range names {
			byName[name] = time.Month(i + 1)
		}
	}
	return byName
})

// month reads the name of a month in any of the locales. A listing of that era
// can be in Latin-1.
func month(word []byte) (time.Month, bool) {
	if len(word) < 3 || len(word) > 16 {
		return 0, false
	}
	text := string(word)
	if !utf8.Valid(word) {
		var b strings.Builder
		for _, c := range word {
			b.WriteRune(rune(c))
		}
		text = b.String()
	}
	m, ok := months()[strings.ToLower(text)]
	return m, ok
}
