/*
 * The twenty indicators of G2 as column kernels in C: state in columns by
 * symbol, one loop over all symbols per indicator, every symbol at the same bar,
 * so that seeds and ring places are the same for all and loops vectorise.
 *
 * usage: g2-columns BARS.f64 SYMBOLS STEPS STEPS_PER_ROUND
 * Per line on stdin one round over the next steps, answered by the nanoseconds
 * per symbol and bar; the line "values N" answers the main outputs of N symbols.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long S; /* symbols */
static double *open_, *high, *low, *close_, *volume; /* columns of the current bar */
static long bars_seen;

static double *column(void) { return calloc(S, sizeof(double)); }
static double *columns(long n) { return calloc(n * S, sizeof(double)); }

/* sliding sum over a ring of columns */
typedef struct { long n, cursor, seen; double *ring, *sum; } Window;
static Window window_of(long n) { Window w = {n, 0, 0, columns(n), column()}; return w; }
static int push_sum(Window *w, const double *restrict x) {
  double *restrict ring = w->ring + w->cursor * S, *restrict sum = w->sum;
  for (long s = 0; s < S; s++) { sum[s] += x[s] - ring[s]; ring[s] = x[s]; }
  w->cursor = w->cursor + 1 == w->n ? 0 : w->cursor + 1;
  w->seen++;
  return w->seen >= w->n;
}

/* highest and lowest: running extreme of the block and suffix extremes of the one before */
typedef struct { long n, cursor, seen; double *ring, *block, *value; } Extreme;
static Extreme extreme_of(long n) { Extreme w = {n, 0, 0, columns(n), column(), column()}; return w; }
#define EXTREME(name, CMP, NONE) \
static int name(Extreme *w, const double *restrict x) { \
  double *restrict ring = w->ring, *restrict block = w->block, *restrict value = w->value; \
  long n = w->n, c = w->cursor; \
  if (c == 0) for (long s = 0; s < S; s++) block[s] = NONE; \
  double *restrict here = ring + c * S; \
  for (long s = 0; s < S; s++) { double v = x[s]; here[s] = v; block[s] = v CMP block[s] ? v : block[s]; } \
  if (c + 1 == n) { \
    memcpy(value, block, S * sizeof(double)); \
    for (long i = n - 2; i >= 0; i--) { double *restrict a = ring + i * S; const double *restrict b = a + S; \
      for (long s = 0; s < S; s++) a[s] = a[s] CMP b[s] ? a[s] : b[s]; } \
    w->cursor = 0; \
  } else { \
    const double *restrict next = here + S; \
    for (long s = 0; s < S; s++) value[s] = block[s] CMP next[s] ? block[s] : next[s]; \
    w->cursor = c + 1; \
  } \
  w->seen++; \
  return w->seen >= n; \
}
EXTREME(push_high, >, -INFINITY)
EXTREME(push_low, <, INFINITY)

/* average seeded with the mean of the first n */
typedef struct { long n, seen; double alpha; double *value; } Smooth;
static Smooth smooth_of(long n, double alpha) { Smooth w = {n, 0, alpha, column()}; return w; }
static int push_smooth(Smooth *w, const double *restrict x) {
  double *restrict v = w->value, a = w->alpha;
  if (w->seen >= w->n) { for (long s = 0; s < S; s++) v[s] += a * (x[s] - v[s]); return 1; }
  for (long s = 0; s < S; s++) v[s] += x[s];
  if (++w->seen < w->n) return 0;
  for (long s = 0; s < S; s++) v[s] /= w->n;
  return 1;
}

static double *out[20];
static double *tmp, *tmp2, *range;

static void average(int index, Window *w, long n, const double *x) { if (!w->n) *w = window_of(n);
  if (push_sum(w, x)) { double *restrict o = out[index]; const double *restrict m = w->sum; for (long s = 0; s < S; s++) o[s] = m[s] / n; } }
static void exponential(int index, Smooth *w, long n) { if (!w->n) *w = smooth_of(n, 2.0 / (n + 1));
  if (push_smooth(w, close_)) memcpy(out[index], w->value, S * sizeof(double)); }
static void sma20(void) { static Window w; average(0, &w, 20, close_); }
static void sma50(void) { static Window w; average(1, &w, 50, close_); }
static void sma100(void) { static Window w; average(2, &w, 100, close_); }
static void sma200(void) { static Window w; average(3, &w, 200, close_); }
static void ema9(void) { static Smooth w; exponential(4, &w, 9); }
static void ema21(void) { static Smooth w; exponential(5, &w, 21); }
static void ema50(void) { static Smooth w; exponential(6, &w, 50); }
static void volume50(void) { static Window w; average(19, &w, 50, volume); }
static void wma(void) { /* weighted sum: + 20 * new - sum of the window before */
  static Window w; static double *weighted; if (!w.n) { w = window_of(20); weighted = column(); }
  double *restrict wt = weighted, *restrict o = out[7]; const double *restrict x = close_, *restrict sum = w.sum;
  if (w.seen < 20) { double k = w.seen + 1; for (long s = 0; s < S; s++) wt[s] += k * x[s]; }
  else for (long s = 0; s < S; s++) wt[s] += 20 * x[s] - sum[s];
  if (push_sum(&w, close_)) for (long s = 0; s < S; s++) o[s] = wt[s] / 210; }
static void rsi(void) { static Smooth g, l; static double *p; if (!g.n) { g = smooth_of(14, 1.0 / 14); l = g; l.value = column(); p = column(); }
  double *restrict up = tmp, *restrict down = tmp2, *restrict pp = p; const double *restrict x = close_;
  for (long s = 0; s < S; s++) { double d = x[s] - pp[s]; up[s] = d > 0 ? d : 0; down[s] = d < 0 ? -d : 0; pp[s] = x[s]; }
  if (bars_seen == 0) return;
  push_smooth(&g, up);
  if (push_smooth(&l, down)) { double *restrict o = out[8]; const double *restrict a = g.value, *restrict b = l.value;
    for (long s = 0; s < S; s++) { double m = a[s] + b[s]; o[s] = m == 0 ? 50 : 100 * a[s] / m; } } }
static void macd(void) { static Smooth f, w, g; static double *hist; if (!f.n) { f = smooth_of(12, 2.0 / 13); w = smooth_of(26, 2.0 / 27); g = smooth_of(9, 0.2); hist = column(); }
  push_smooth(&f, close_);
  if (!push_smooth(&w, close_)) return;
  double *restrict o = tmp; const double *restrict a = f.value, *restrict b = w.value;
  for (long s = 0; s < S; s++) o[s] = a[s] - b[s];
  if (!push_smooth(&g, o)) return;
  double *restrict m = out[9], *restrict h = hist; const double *restrict sig = g.value;
  for (long s = 0; s < S; s++) { m[s] = o[s]; h[s] = o[s] - sig[s]; } }
static double *previous_close;
static int true_range(double *restrict o) {
  const double *restrict h = high, *restrict l = low, *restrict p = previous_close;
  if (bars_seen == 0) return 0;
  for (long s = 0; s < S; s++) { double a = h[s] > p[s] ? h[s] : p[s], b = l[s] < p[s] ? l[s] : p[s]; o[s] = a - b; }
  return 1; }
static void atr(void) { static Smooth w; if (!w.n) w = smooth_of(14, 1.0 / 14);
  if (true_range(range) && push_smooth(&w, range)) memcpy(out[10], w.value, S * sizeof(double)); }
static void bbands(void) { static Window a, b; static double *anchor, *upper, *lower, *width, *percent; if (!a.n) { a = window_of(20); b = window_of(20); anchor = column(); upper = column(); lower = column(); width = column(); percent = column(); memcpy(anchor, close_, S * sizeof(double)); }
  double *restrict d = tmp, *restrict q = tmp2, *restrict an = anchor; const double *restrict x = close_;
  for (long s = 0; s < S; s++) { double v = x[s] - an[s]; d[s] = v; q[s] = v * v; }
  push_sum(&a, d);
  if (!push_sum(&b, q)) return;
  double *restrict o = out[11], *restrict u = upper, *restrict l = lower, *restrict w = width, *restrict p = percent; const double *restrict m = a.sum, *restrict m2 = b.sum;
  for (long s = 0; s < S; s++) { double mean = m[s] / 20, var = m2[s] / 20 - mean * mean, r = 2 * sqrt(var > 0 ? var : 0);
    double mid = an[s] + mean; o[s] = mid; u[s] = mid + r; l[s] = mid - r; w[s] = 2 * r / mid; p[s] = 0.5 + (x[s] - mid) / (2 * r); } }
static void lookback(int index, int relative, long n, double **ring, long *cursor) {
  if (!*ring) *ring = columns(n);
  double *restrict r = *ring + *cursor * S, *restrict o = out[index]; const double *restrict x = close_;
  if (bars_seen >= n) { if (relative) for (long s = 0; s < S; s++) o[s] = 100 * (x[s] / r[s] - 1); else for (long s = 0; s < S; s++) o[s] = x[s] - r[s]; }
  memcpy(r, x, S * sizeof(double));
  *cursor = *cursor + 1 == n ? 0 : *cursor + 1; }
static void roc(void) { static double *r; static long c; lookback(12, 1, 20, &r, &c); }
static void momentum(void) { static double *r; static long c; lookback(13, 0, 10, &r, &c); }
static void stochastic(void) { static Extreme h, l; static Window k, d; static double *dd; if (!h.n) { h = extreme_of(14); l = extreme_of(14); k = window_of(3); d = window_of(3); dd = column(); }
  push_high(&h, high);
  if (!push_low(&l, low)) return;
  double *restrict raw = tmp; const double *restrict hh = h.value, *restrict ll = l.value, *restrict c = close_;
  for (long s = 0; s < S; s++) { double r = hh[s] - ll[s]; raw[s] = r == 0 ? 50 : 100 * (c[s] - ll[s]) / r; }
  if (!push_sum(&k, raw)) return;
  for (long s = 0; s < S; s++) raw[s] = k.sum[s] / 3;
  if (!push_sum(&d, raw)) return;
  double *restrict o = out[14], *restrict o2 = dd; const double *restrict ds = d.sum;
  for (long s = 0; s < S; s++) { o[s] = raw[s]; o2[s] = ds[s] / 3; } }
static void adx(void) { static double *ph, *pl, *p, *m, *r, *plus_di, *minus_di; static Smooth a; if (!a.n) { ph = column(); pl = column(); p = column(); m = column(); r = column(); plus_di = column(); minus_di = column(); a = smooth_of(14, 1.0 / 14); }
  const double *restrict h = high, *restrict l = low; double *restrict hh = ph, *restrict ll = pl;
  if (bars_seen > 0) { double kept = bars_seen < 14 ? 1 : 1 - 1.0 / 14; true_range(range);
    double *restrict pp = p, *restrict mm = m, *restrict rr = r; const double *restrict tr = range;
    for (long s = 0; s < S; s++) { double rise = h[s] - hh[s], fall = ll[s] - l[s];
      pp[s] = kept * pp[s] + (rise > fall && rise > 0 ? rise : 0); mm[s] = kept * mm[s] + (fall > rise && fall > 0 ? fall : 0); rr[s] = kept * rr[s] + tr[s]; } }
  memcpy(ph, high, S * sizeof(double)); memcpy(pl, low, S * sizeof(double));
  if (bars_seen < 14) return;
  double *restrict x = tmp, *restrict pd = plus_di, *restrict md = minus_di; const double *restrict pp = p, *restrict mm = m, *restrict rr = r;
  for (long s = 0; s < S; s++) { double a1 = rr[s] == 0 ? 0 : 100 * pp[s] / rr[s], b1 = rr[s] == 0 ? 0 : 100 * mm[s] / rr[s]; pd[s] = a1; md[s] = b1; double both = a1 + b1; x[s] = both == 0 ? 0 : 100 * fabs(a1 - b1) / both; }
  if (push_smooth(&a, x)) memcpy(out[15], a.value, S * sizeof(double)); }
static void donchian(void) { static Extreme h, l; static double *u, *w; if (!h.n) { h = extreme_of(20); l = extreme_of(20); u = column(); w = column(); }
  push_high(&h, high);
  if (!push_low(&l, low)) return;
  double *restrict o = out[16], *restrict uu = u, *restrict ww = w; const double *restrict a = h.value, *restrict b = l.value;
  for (long s = 0; s < S; s++) { o[s] = (a[s] + b[s]) / 2; uu[s] = a[s]; ww[s] = b[s]; } }
static void highest(void) { static Extreme w; if (!w.n) w = extreme_of(252);
  if (push_high(&w, high)) memcpy(out[17], w.value, S * sizeof(double)); }
static void lowest(void) { static Extreme w; if (!w.n) w = extreme_of(252);
  if (push_low(&w, low)) memcpy(out[18], w.value, S * sizeof(double)); }

static void (*const kernels[20])(void) = {sma20, sma50, sma100, sma200, ema9, ema21, ema50, wma, rsi, macd, atr, bbands, roc, momentum, stochastic, adx, donchian, highest, lowest, volume50};

static double now_ns(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e9 + t.tv_nsec; }

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  S = atol(argv[2]);
  long steps = atol(argv[3]), per_round = atol(argv[4]), step = 0;
  double *records = malloc(steps * S * 6 * sizeof(double));
  FILE *file = fopen(argv[1], "rb");
  if (!file || fread(records, sizeof(double), steps * S * 6, file) != (size_t)(steps * S * 6)) return 1;
  fclose(file);
  /* the bars as columns: [step][field][symbol] */
  double *bars = malloc(steps * S * 6 * sizeof(double));
  for (long t = 0; t < steps; t++) for (long s = 0; s < S; s++) for (long f = 0; f < 6; f++) bars[(t * 6 + f) * S + s] = records[(t * S + s) * 6 + f];
  free(records);
  for (int i = 0; i < 20; i++) out[i] = column();
  tmp = column(); tmp2 = column(); range = column(); previous_close = column();
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    if (strncmp(line, "values", 6) == 0) {
      long n = atol(line + 6);
      for (long s = 0; s < n; s++) for (int i = 0; i < 20; i++) printf("%.17g ", out[i][s]);
      printf("\n"); fflush(stdout);
      continue;
    }
    double start = now_ns();
    for (long i = 0; i < per_round; i++) {
      double *base = bars + step * 6 * S;
      open_ = base + S; high = base + 2 * S; low = base + 3 * S; close_ = base + 4 * S; volume = base + 5 * S;
      for (int k = 0; k < 20; k++) kernels[k]();
      memcpy(previous_close, close_, S * sizeof(double));
      bars_seen++;
      step = step + 1 == steps ? 0 : step + 1;
    }
    printf("%.3f\n", (now_ns() - start) / (double)(per_round * S)); fflush(stdout);
  }
  return 0;
}
