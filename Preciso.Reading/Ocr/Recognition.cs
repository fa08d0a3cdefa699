using Preciso.Documents;

namespace Preciso.Reading.Ocr;

/// <summary>
/// Recognises the words of a page: the usual pass first, and while its words are doubtful other ways, each kept with what it
/// found. A page that is turned, slopes, is in shadow or printed small is put right first; then other layouts are tried.
/// </summary>
internal sealed class Recognition(Tesseract tesseract, TimeProvider time)
{
    /// <param name="began">When work on this page's picture began.</param>
    public Task<IReadOnlyList<PageText>> Read(GreyMap page, double scale, string languages, long began, CancellationToken cancel) =>
        new OnePage(tesseract, time, scale, languages, began, cancel).Read(page);

    private sealed class OnePage(
        Tesseract tesseract, TimeProvider time, double scale, string languages, long began, CancellationToken cancel)
    {
        private const int MostPasses = 5;
        private const int MostPassesOverNothing = 3;
        private const int FewCharacters = 15;
        private const double Doubtful = 0.7;

        /// <summary>Hardly a letter is wrong.</summary>
        private const double Sure = 0.92;

        private const string Korean = "kor";

        /// <summary>In degrees; less does no harm to words, and tables bear it.</summary>
        private const double Sloping = 0.7;

        /// <summary>Letters, in pixels, that are too small for Tesseract, whose letters were 30 high when it learned.</summary>
        private const double SmallPrint = 17;

        private readonly List<PageText> _attempts = [];
        private long _since = began;

        private PageText Best => PageText.Best(_attempts);

        private bool IsDoubtful => _attempts.Count < (Best.Characters == 0 ? MostPassesOverNothing : MostPasses)
            && (Best.Quality < Doubtful || Best.Characters < FewCharacters);

        /// <summary>Few words and no doubt about them: a look at what else there may be is enough.</summary>
        private bool IsShort => Best.Quality >= Doubtful && Best.Characters < FewCharacters;

        public async Task<IReadOnlyList<PageText>> Read(GreyMap page)
        {
            if (page.IsBlank)
            {
                return Blank();
            }
            var rulings = WithoutRulings(page, scale);
            if (!page.CanHoldLetters(scale))
            {
                return Blank();
            }
            await Try(page, rulings, null, default, scale, Segmentation.OneColumn);
            if (IsShort)
            {
                await Try(page, "one_block", default, scale, Segmentation.OneBlock);
                return _attempts;
            }
            if (Best.Quality < Sure && WithoutKorean() is { } others)
            {
                languages = others;
                await Try(page, "without_korean", default);
                Prefer(_attempts[^1], _attempts[^2]);
            }
            if (IsDoubtful)
            {
                page = await Upright(page);
                page = await Straight(page);
            }
            else if (Math.Abs(Slope(Best)) > Sloping)
            {
                page = await Straight(page);
            }
            await Clear(page);
            return _attempts;
        }

        private IReadOnlyList<PageText> Blank() => [PageText.Blank(time.GetElapsedTime(_since).TotalMilliseconds)];

        /// <summary>
        /// Who looks for fewer letters is less sure of each and right more often: what it found is kept unless it is clearly less.
        /// </summary>
        private void Prefer(PageText text, PageText other)
        {
            if (text.Characters >= 0.95 * other.Characters)
            {
                _attempts[^1] = text with { Quality = Math.Max(text.Quality, other.Quality) };
                _attempts[^2] = other with
                {
                    Quality = 0.9 * other.Quality,
                    Problem = "The page has no Hangul, so it was read once more without looking for it.",
                };
            }
        }

        /// <summary>The other languages, on a page without Hangul: where there is none, looking for it costs other letters.</summary>
        private string? WithoutKorean()
        {
            var letters = Best.Lines.SelectMany(line => line.Text).Where(char.IsLetter).ToList();
            var others = languages.Split('+').Where(language => language != Korean).ToList();
            var hangul = letters.Count(Hangul.IsSyllable);
            return languages.Contains(Korean, StringComparison.Ordinal) && others.Count > 0 && letters.Count > FewCharacters
                && hangul * 50 < letters.Count
                ? string.Join('+', others)
                : null;
        }

        private async Task<GreyMap> Upright(GreyMap page)
        {
            var quarters = await tesseract.QuarterTurns(page, cancel);
            if (quarters == 0)
            {
                return page;
            }
            var turned = page.Turned(quarters);
            return await Try(turned, $"turned_{90 * quarters}", new Turn(quarters, 0)) ? turned : page;
        }

        private async Task<GreyMap> Straight(GreyMap page)
        {
            var degrees = -Skew.Measure(page);
            if (Math.Abs(degrees) <= Sloping)
            {
                return page;
            }
            var straight = page.Rotated(degrees);
            return await Try(straight, "deskewed", Best.Turn with { Degrees = degrees }) ? straight : page;
        }

        /// <summary>What may help where the page stands right and is still doubtful.</summary>
        private async Task Clear(GreyMap page)
        {
            if (IsDoubtful && LetterHeight(Best) is > 0 and < SmallPrint && (double)page.Width * page.Height * 4 <= Tesseract.MostPixels)
            {
                await Try(page.Enlarged(), "enlarged", Best.Turn, scale / 2);
            }
            if (IsDoubtful)
            {
                await Try(page, "one_block", Best.Turn, scale, Segmentation.OneBlock);
            }
            if (IsDoubtful)
            {
                await Try(page.Evened(), "contrast", Best.Turn);
            }
            if (IsDoubtful)
            {
                await Try(page, "sparse_text", Best.Turn, scale, Segmentation.SparseText);
            }
        }

        private Task<bool> Try(GreyMap picture, string? way, Turn turn) => Try(picture, way, turn, scale, Segmentation.OneColumn);

        private Task<bool> Try(
            GreyMap picture, string? way, Turn turn, double pointsToPixel, Segmentation layout = Segmentation.OneColumn) =>
            Try(picture, WithoutRulings(picture, pointsToPixel), way, turn, pointsToPixel, layout);

        /// <summary>Lines are no letters: they are painted over.</summary>
        private static Rulings WithoutRulings(GreyMap picture, double pointsToPixel)
        {
            var rulings = Rulings.Find(picture, pointsToPixel);
            rulings.Erase(picture, pointsToPixel);
            return rulings;
        }

        /// <summary>True if this way found more than those before.</summary>
        private async Task<bool> Try(
            GreyMap picture, Rulings rulings, string? way, Turn turn, double pointsToPixel, Segmentation layout)
        {
            var text = await tesseract.Read(picture, pointsToPixel, languages, layout, cancel);
            var now = time.GetTimestamp();
            _attempts.Add(text with
            {
                Blocks = TextColumns.Unfold(text.Blocks),
                Milliseconds = time.GetElapsedTime(_since, now).TotalMilliseconds,
                Way = way,
                Turn = turn,
                Rulings = rulings,
            });
            _since = now;
            return Best == _attempts[^1];
        }

        private double LetterHeight(PageText text)
        {
            var heights = text.Lines.SelectMany(line => line.Words).Select(word => word.Box.Height / scale).Order().ToList();
            return heights.Count == 0 ? 0 : heights[heights.Count / 2];
        }

        /// <summary>In degrees, as the longer lines of words show it.</summary>
        private static double Slope(PageText text)
        {
            var slopes = text.Lines.Where(line => line.Words.Count >= 4).Select(Slope).Order().ToList();
            return slopes.Count < 3 ? 0 : slopes[slopes.Count / 2];
        }

        private static double Slope(TextLine line)
        {
            var (first, last) = (line.Words[0].Box, line.Words[^1].Box);
            return Math.Atan2((last.Y0 + last.Y1 - first.Y0 - first.Y1) / 2, Math.Max(1, last.X0 - first.X0)) * 180 / Math.PI;
        }
    }
}
