import { expect, it } from 'vitest';
import { ruleCatalogue } from '../../electron/engine/scanners/rules/catalogue.ts';
import { INTERVALS } from '../domain/interval.ts';
import { checkRule } from './checker.ts';

/**
 * Each line: interval, the rule with what is underlined between «», the message, and the whole rule after the fix
 * where one is offered. A rule with several problems has several lines, by place.
 */
const PROBLEMS = `
5m ¦ close > sma(20) * («1 + 2 %») ¦ A number and a percentage are not mixed; '1 + 2 %' is written 102 %. ¦ close > sma(20) * (102 %)
5m ¦ close > sma(20) «+» 2 % ¦ 'sma(20)' is a price and '2 %' a percentage; they cannot be added. ¦ close > sma(20) * 1.02
5m ¦ close > sma(20) «-» 2 % ¦ 'sma(20)' is a price and '2 %' a percentage; the second cannot be taken from the first. ¦ close > sma(20) * 0.98
5m ¦ close > (sma(20)) «+» 2 % ¦ 'sma(20)' is a price and '2 %' a percentage; they cannot be added. ¦ close > (sma(20)) * 1.02
5m ¦ close > «smaa»(20) ¦ Unknown indicator 'smaa'; did you mean sma? ¦ close > sma(20)
5m ¦ close > sma(20) and «rssi»(14) > 50 or volum > 3 ¦ Unknown indicator 'rssi'; did you mean rsi? ¦ close > sma(20) and rsi(14) > 50 or volum > 3
5m ¦ close > sma(20) and rssi(14) > 50 or «volum» > 3 ¦ Unknown name 'volum'; did you mean volume? ¦ close > sma(20) and rssi(14) > 50 or volume > 3
5m ¦ «clsoe» > 5 ¦ Unknown name 'clsoe'; did you mean close? ¦ close > 5
5m ¦ «blurb» > 5 ¦ Unknown name 'blurb'; the list of names opens with Ctrl+Space.
5m ¦ rsi(14, 5m) > «"50"» ¦ rsi(14, 5m) is a number and cannot be compared with the text "50". ¦ rsi(14, 5m) > 50
5m ¦ rsi(14, 5m) > «"fifty"» ¦ rsi(14, 5m) is a number and cannot be compared with the text "fifty".
5m ¦ «"50"» < rsi ¦ rsi is a number and cannot be compared with the text "50". ¦ 50 < rsi
5m ¦ close «>» volume ¦ 'close' is a price and 'volume' a volume; they cannot be compared.
5m ¦ gap «>» close ¦ 'gap' is a percentage and 'close' a price; they cannot be compared; in prices it is day_open - prev_close.
5m ¦ atr(14, 1d) «<» change ¦ 'atr(14, 1d)' is a price and 'change' a percentage; they cannot be compared; in prices it is last - prev_close.
5m ¦ rvol «>» gap ¦ 'rvol' is a ratio and 'gap' a percentage; they cannot be compared.
5m ¦ close «+» volume > 3 ¦ 'close' is a price and 'volume' a volume; they cannot be added.
5m ¦ close «-» gap > 3 ¦ 'close' is a price and 'gap' a percentage; the second cannot be taken from the first.
5m ¦ close «*» gap > 3 ¦ 'gap' counts whole percents (3 is 3 %), so as a factor it would be a hundred times too large; divide it by 100.
5m ¦ close «/» gap > 3 ¦ 'close' is a price and 'gap' a percentage; they cannot be divided.
5m ¦ max(close, «volume») > 3 ¦ 'volume' is a volume beside a price; all of them need one unit.
5m ¦ «crosses_above(close, volume)» ¦ 'close' is a price and 'volume' a volume; they cannot be compared.
5m ¦ close > «(» ¦ The rule ends where a value is expected, such as 20, close or sma(20).
5m ¦ «(»close > open ¦ This ( is not closed. ¦ (close > open)
5m ¦ close > open«)» ¦ This ) closes nothing. ¦ close > open
5m ¦ close > sma«(»20 ¦ This ( is not closed. ¦ close > sma(20)
5m ¦ close«[»1 > open ¦ This [ is not closed. ¦ close[1] > open
5m ¦ close «>» ¦ The rule ends where a value is expected, such as 20, close or sma(20).
5m ¦ «>» close ¦ '>' stands where a value is expected, such as 20, close or sma(20).
5m ¦ close > «>» open ¦ '>' stands where a value is expected, such as 20, close or sma(20).
5m ¦ close > open «volume» > 5 ¦ 'volume' stands where 'and' or 'or' is expected. ¦ close > open and volume > 5
5m ¦ close > open «and» ¦ The rule ends where a value is expected, such as 20, close or sma(20).
5m ¦ «and» close > open ¦ 'and' stands where a value is expected, such as 20, close or sma(20).
5m ¦ close > open or «or» close > vwap ¦ 'or' stands where a value is expected, such as 20, close or sma(20).
5m ¦ 10 < rsi «<» 20 ¦ Two comparisons are joined by 'and': a < rsi and rsi < b. ¦ 10 < rsi and rsi < 20
5m ¦ «a» && b ¦ Unknown name 'a'; the list of names opens with Ctrl+Space.
5m ¦ a «&&» b ¦ '&&' is written and. ¦ a and b
5m ¦ a && «b» ¦ Unknown name 'b'; the list of names opens with Ctrl+Space.
5m ¦ close > open «&&» rsi > 50 || !(volume > 5) ¦ '&&' is written and. ¦ close > open and rsi > 50 || !(volume > 5)
5m ¦ close > open && rsi > 50 «||» !(volume > 5) ¦ '||' is written or. ¦ close > open && rsi > 50 or !(volume > 5)
5m ¦ close > open && rsi > 50 || «!»(volume > 5) ¦ '!' is written not. ¦ close > open && rsi > 50 || not (volume > 5)
5m ¦ volume > «1,000,000» ¦ Thousands are written without commas: 1_000_000. ¦ volume > 1_000_000
5m ¦ (volume > «1,000,000») ¦ Thousands are written without commas: 1_000_000. ¦ (volume > 1_000_000)
5m ¦ volume > «500k» ¦ '500k' is written out: 500_000. ¦ volume > 500_000
5m ¦ volume > «1.5M» ¦ '1.5M' is written out: 1_500_000. ¦ volume > 1_500_000
5m ¦ close «=>» open ¦ '=>' is written >=. ¦ close >= open
5m ¦ close > «$»5 ¦ '$' has no meaning in a rule. ¦ close > 5
5m ¦ close > open«;» volume > 5 ¦ ';' has no meaning in a rule. ¦ close > open volume > 5
5m ¦ close > open; «volume» > 5 ¦ 'volume' stands where 'and' or 'or' is expected. ¦ close > open and; volume > 5
5m ¦ sector in («"Energy») ¦ The quotes of this text are not closed. ¦ sector in ("Energy")
5m ¦ sector in («"Enrgy"») ¦ Unknown sector 'Enrgy'; did you mean Energy? ¦ sector in ("Energy")
5m ¦ sector in («Energy») ¦ A sector stands in quotes: "Energy". ¦ sector in ("Energy")
5m ¦ sector in («"Tech"») ¦ Unknown sector 'Tech'; did you mean Information Technology? ¦ sector in ("Information Technology")
5m ¦ «sector in ()» ¦ The list is empty; name at least one sector.
5m ¦ sector «>» "Energy" ¦ sector is a text: it is equal to another one or not. ¦ sector = "Energy"
5m ¦ sector in («5») ¦ A sector stands in quotes: "5". ¦ sector in ("5")
5m ¦ «close» in ("Energy") ¦ 'in' stands behind sector or symbol, not behind close.
5m ¦ symbol in («"TOO LONG A NAME"») ¦ 'TOO LONG A NAME' is no symbol; write one such as "IBM" or "BRK.B".
5m ¦ symbol = «IBM» ¦ A symbol stands in quotes: "IBM". ¦ symbol = "IBM"
5m ¦ in_list(«"Favorites"») ¦ Unknown list 'Favorites'; did you mean Favourites? ¦ in_list("Favourites")
5m ¦ in_list(«Favourites») ¦ The name of a list stands in quotes: "Favourites". ¦ in_list("Favourites")
5m ¦ «in_list»() ¦ in_list needs the name of a list: in_list("Favourites").
5m ¦ «sector» ¦ sector is a text; it is used as in sector in ("Energy").
5m ¦ «"Energy"» ¦ The text "Energy" stands where a condition is expected.
5m ¦ «"a"» = "b" ¦ Two texts are not compared; texts stand behind sector, symbol and in_list.
5m ¦ «close» ¦ 'close' is a price; a condition compares it, as in close > sma(20).
5m ¦ «rsi(14)» ¦ 'rsi(14)' is a number; a condition compares it, as in rsi(14) > 50.
5m ¦ close > open + («volume > 5») ¦ 'volume > 5' is a condition; a number is expected here.
5m ¦ rising(«close > open», 3) ¦ 'close > open' is a condition; a number is expected here.
5m ¦ «crosses_above(close, vwap)» > 3 ¦ 'crosses_above(close, vwap)' is a condition; a number is expected here.
5m ¦ close(«4h») > 5 ¦ There is no interval 4h; there are 1s, 1m, 5m, 15m, 30m, 1h, 1d, 1w. ¦ close(1h) > 5
5m ¦ close(«3m») > 5 ¦ There is no interval 3m; there are 1s, 1m, 5m, 15m, 30m, 1h, 1d, 1w. ¦ close(5m) > 5
5m ¦ close(«20») > 5 ¦ close takes an interval, as in close(5m); so many bars ago is written close[20]. ¦ close[20] > 5
5m ¦ close(«foo») > 5 ¦ close takes an interval alone, as in close(5m).
5m ¦ sma(«0») > close ¦ period of sma is a whole number from 1 to 5000; it is 0. ¦ sma(1) > close
5m ¦ sma(«20.5») > close ¦ period of sma is a whole number from 1 to 5000; it is 20.5. ¦ sma(21) > close
5m ¦ sma(20, «30») > close ¦ sma takes one number (period) and an interval.
5m ¦ sma(period = 20, period = «30») > close ¦ period of sma is given twice.
5m ¦ sma(«length» = 20) > close ¦ Unknown setting of sma 'length'; did you mean period? ¦ sma(period = 20) > close
5m ¦ sma(«perid» = 20) > close ¦ Unknown setting of sma 'perid'; did you mean period? ¦ sma(period = 20) > close
5m ¦ sma(20, 5m, «1d») > close ¦ sma takes one interval.
5m ¦ sma(«close», 20) > close ¦ What sma reads is given by name: input = close. ¦ sma(20, input = close) > close
5m ¦ sma(«20 %») > close ¦ period of sma is a whole number from 1 to 5000; it is 20 %.
5m ¦ sma(20, input = «atrr») > close ¦ Unknown input 'atrr'; did you mean atr? ¦ sma(20, input = atr) > close
5m ¦ atr(14, «input = close») > 1 ¦ atr reads whole bars and takes no input.
5m ¦ sma(5, 5m, input = «rsi(14, 1d)») > 50 ¦ An input is on the interval of what reads it: 5m, not 1d.
5m ¦ «sma(5, input = sma(5, input = sma(5, input = rsi)))» > 50 ¦ At most 3 indicators stand one inside the other; here are 4.
5m ¦ sma(5, input = sma(5, input = rsi))«[1]» > 50 ¦ At most 3 indicators stand one inside the other, an earlier value and a window counted as one each.
1d ¦ «vwap» < close ¦ There is no vwap on 1d, the interval of this rule; vwap is measured on 1s, 1m, 5m, 15m, 30m, 1h, so name one: vwap(5m). ¦ vwap(5m) < close
5m ¦ vwap(«1d») < close ¦ There is no vwap on 1d; vwap is measured on 1s, 1m, 5m, 15m, 30m, 1h. ¦ vwap(5m) < close
5m ¦ «high_52w» < close ¦ There is no high_52w on 5m, the interval of this rule; high_52w is measured on 1d, 1w, so name one: high_52w(1d). ¦ high_52w(1d) < close
5m ¦ bbands(20).«uper» > close ¦ Unknown output of bbands 'uper'; did you mean upper? ¦ bbands(20).upper > close
5m ¦ rsi(14).«upper» > 50 ¦ Unknown output of rsi 'upper'; it has one value alone.
5m ¦ close.«high» > 50 ¦ 'close' has one value and no outputs; remove .high. ¦ close > 50
5m ¦ «last»[1] > 5 ¦ 'last' is of the newest bar, which may still be forming; [1] looks at closed bars, such as close(5m). ¦ close(5m)[1] > 5
5m ¦ crosses_above(«last», vwap) ¦ 'last' is of the newest bar, which may still be forming; crosses_above looks at closed bars, such as close(5m). ¦ crosses_above(close(5m), vwap)
5m ¦ highest(«last(1d)», 20) > 5 ¦ 'last(1d)' is of the newest bar, which may still be forming; highest looks at closed bars, such as close(1d). ¦ highest(close(1d), 20) > 5
5m ¦ «day_open[1]» > 5 ¦ 'day_open' has no bars, so [1] has nothing to look back on.
5m ¦ «5[1]» > close ¦ '5' has no bars, so [1] has nothing to look back on.
5m ¦ «(close - sma(20, 1d))[1]» > 0 ¦ [1] counts the bars of one interval; 'close - sma(20, 1d)' is on 5m and 1d.
5m ¦ highest(«close - sma(20, 1d)», 20) > 0 ¦ highest counts the bars of one interval; 'close - sma(20, 1d)' is on 5m and 1d.
5m ¦ highest(close, «2001») > 0 ¦ bars of highest is a whole number of bars from 1 to 2000; it is 2001.
5m ¦ highest(close - open, «300») > 0 ¦ Looking back on an expression of 2 values reaches at most 200 bars; it is 300. ¦ highest(close - open, 200) > 0
5m ¦ highest(«highest(close, 5)» - 1, 5) > 0 ¦ 'highest(close, 5)' looks back itself and cannot stand in highest.
5m ¦ «highest»(close) > 0 ¦ highest needs its bars: highest(close, 20) of any value, or highest(20, 5m) of the highs.
5m ¦ highest(close, «x») > 0 ¦ bars of highest is a whole number of bars from 1 to 2000; it is x.
5m ¦ rank(«rank(close)») > 5 ¦ A rank of a rank is the same rank; rank the value itself.
5m ¦ rising(«rank(close)», 2) ¦ A rank compares symbols as they are now and has no earlier values, so it cannot stand in rising; put rank around it.
5m ¦ rank(close, «sectr») > 5 ¦ Unknown group of rank 'sectr'; did you mean sector? ¦ rank(close, sector) > 5
5m ¦ rank(«5») > 3 ¦ '5' is the same for every symbol, so it has no rank.
5m ¦ «bars_since»(close > open) < 3 ¦ bars_since needs its within: bars_since(close > open, 20).
5m ¦ bars_since(close > open, «500») < 3 ¦ Looking back on an expression of 2 values reaches at most 200 bars; it is 501. ¦ bars_since(close > open, 200) < 3
5m ¦ bars_since(«close», 5) < 3 ¦ 'close' is a price; a condition compares it, as in close > sma(20).
5m ¦ day_open(«1d») > 5 ¦ day_open takes no arguments: it is of the session, whatever the interval. ¦ day_open > 5
5m ¦ «abs»(close, open) > 3 ¦ abs takes one value, as in abs(gap).
5m ¦ «max»(close) > 3 ¦ max takes 2 to 8 values, as in max(close, open).
5m ¦ «rising»()  ¦ rising needs its x: rising(close, 3).
5m ¦ rising(close, 3, «4») ¦ rising takes 2 arguments: rising(close, 3).
5m ¦ rising(x = close, «barz» = 3) ¦ Unknown argument of rising 'barz'; did you mean bars? ¦ rising(x = close, bars = 3)
5m ¦ «1 < 2» ¦ Both sides are plain numbers; one of them needs a value such as close.
5m ¦ close[«-1»] > 5 ¦ Between [ and ] stands how many bars ago, a whole number as in close[1].
5m ¦ close[«x»] > 5 ¦ Between [ and ] stands how many bars ago, a whole number as in close[1].
5m ¦ close«[»] > 5 ¦ Between [ and ] stands how many bars ago, a whole number as in close[1].
5m ¦ close«[2001]» > 5 ¦ A rule looks at most 2000 bars back; here it is 2001.
5m ¦ «crosses_above(prev_close, 5)» ¦ Neither side of crosses_above has bars that could cross the other.
5m ¦ overnight_gap(«1w») > 3 ¦ There is no overnight_gap on 1w; overnight_gap is measured on 1s, 1m, 5m, 15m, 30m, 1h, 1d. ¦ overnight_gap(5m) > 3
5m ¦ «5m» > 3 ¦ 5m is an interval; it stands in brackets behind a name, as in close(5m).
5m ¦ bbands(20)«.» ¦ Behind a dot stands an output's name, as in bbands(20).upper.
5m ¦ close > «1000000000000000000» ¦ The number is too large; numbers are written below 1_000_000_000_000_000.
5m ¦ «    » ¦ The rule is empty; write a condition such as close > sma(20, 1d).
5m ¦ «# only a comment» ¦ The rule is empty; write a condition such as close > sma(20, 1d).
5m ¦ crosses_above(close, «day_high») ¦ day_high has the newest bar in it, so nothing crosses above it; at the extreme of the day is last >= day_high.
5m ¦ close > open and close > «3m» or vol > sma(20, 5m ¦ There is no interval 3m; there are 1s, 1m, 5m, 15m, 30m, 1h, 1d, 1w. ¦ close > open and close > 5m or vol > sma(20, 5m
5m ¦ close > open and close > 3m or vol «>» sma(20, 5m ¦ 'vol' is a volume and 'sma(20, 5m' a price; they cannot be compared.
5m ¦ close > open and close > 3m or vol > sma«(»20, 5m ¦ This ( is not closed. ¦ close > open and close > 3m or vol > sma(20, 5m)
5m ¦ rising(«rvol», 2) ¦ 'rvol' is of the session as it is now; rising looks at closed bars, such as rvol(5m). ¦ rising(rvol(5m), 2)
1d ¦ «rvol»[1] > 2 ¦ 'rvol' is of the session as it is now; [1] looks at closed bars, such as rvol(5m). ¦ rvol(5m)[1] > 2
5m ¦ bars_since(«change» > 2 %, 5) < 3 ¦ 'change' is of the session as it is now; bars_since looks at closed bars, such as change(5m). ¦ bars_since(change(5m) > 2 %, 5) < 3
5m ¦ crosses_above(«day_volume», volume_sma(20, 1d)) ¦ 'day_volume' is of the session as it is now; crosses_above looks at closed bars, such as volume(5m). ¦ crosses_above(volume(5m), volume_sma(20, 1d))
5m ¦ gap «between» 2 and 8 ¦ 'between' is written with two comparisons: gap >= 2 and gap <= 8. ¦ gap >= 2 and gap <= 8
5m ¦ gap «between» 2 ¦ 'between' is written with two comparisons: a >= 2 and a <= 8.
1d ¦ sma(20) > sma(50) «>» sma(200) ¦ Two comparisons are joined by 'and': a > sma(50) and sma(50) > b. ¦ sma(20) > sma(50) and sma(50) > sma(200)
5m ¦ close > sma(50) + 2 «atr» ¦ Between '2' and 'atr' a sign is missing, such as * for so many times. ¦ close > sma(50) + 2 * atr
5m ¦ rvol > «2x» ¦ '2x' is neither a number nor an interval.
5m ¦ volume > «1e999» ¦ '1e999' is neither a number nor an interval.
1d ¦ close > sma(«50d») ¦ There is no interval 50d; there are 1s, 1m, 5m, 15m, 30m, 1h, 1d, 1w; so many bars are a period, as in sma(50, 1d).
5m ¦ minutes_since_open > «10:00» ¦ Times are counted from the open: 10:00 is 30 in minutes_since_open where the session opens at 09:30. ¦ minutes_since_open > 30
5m ¦ «weekday» = 1 ¦ There is no 'weekday': the days on which a scanner runs are those of its schedule.
5m ¦ «float» < 20_000_000 ¦ There is no 'float': rules read bars, indicators, the session, sectors, symbols and lists.
5m ¦ «up_days»(3) ¦ There is no 'up_days': so many closes in a row above the one before are rising(close, 3).
5m ¦ avg(«highest(close, 5)», 5) > 3 ¦ 'highest(close, 5)' looks back itself and cannot stand in avg.
5m ¦ avg(close - open, «300») > 0 ¦ Looking back on an expression of 2 values reaches at most 200 bars; it is 300. ¦ avg(close - open, 200) > 0
5m ¦ sum(«last», 5) > 3 ¦ 'last' is of the newest bar, which may still be forming; sum looks at closed bars, such as close(5m). ¦ sum(close(5m), 5) > 3
5m ¦ avg(volume, 5) «>» close ¦ 'avg(volume, 5)' is a volume and 'close' a price; they cannot be compared.
1d ¦ «rvol»(10) > 2 ¦ rvol of today takes no settings; relative_volume by its full name is that of the last closed day. ¦ rvol > 2
`;

const catalogue = ruleCatalogue(['Favourites', 'Earnings today']);

const RULES = new Map<string, string[]>();
for (const line of PROBLEMS.slice(1, -1).split('\n')) {
  const [interval = '', marked = '', ...told] = line.split(' ¦ ');
  const rule = `${interval} ${marked.replace(/[«»]/gu, '')}`;
  RULES.set(rule, [...(RULES.get(rule) ?? []), [marked, ...told].join(' ¦ ')]);
}

it.each([...RULES])('%s', (rule, problems) => {
  const interval = INTERVALS.find((each) => rule.startsWith(`${each} `)) ?? '5m';
  const text = rule.slice(interval.length + 1);
  const found = checkRule(text, { interval, catalogue });
  const told = found.ok
    ? []
    : found.problems.map(({ span: { from, to }, message, fix }) => {
        const marked = `${text.slice(0, from)}«${text.slice(from, to)}»${text.slice(to)}`;
        if (fix === undefined) return [marked, message].join(' ¦ ');
        const mended = text.slice(0, fix.span.from) + fix.replacement + text.slice(fix.span.to);
        return [marked, message, mended].join(' ¦ ');
      });
  expect(told).toEqual(problems);
});
