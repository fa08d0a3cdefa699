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
            var sheet = ScanSheet.FromDrawing(page, scale);
            if (!sheet.Letters.CanHoldLetters(scale))
            {
                return Blank();
            }
            await Try(sheet, null);
            if (IsShort)
            {
                await Try(sheet, "one_block", Segmentation.OneBlock);
                return _attempts;
            }
            if (Best.Quality < Sure && WithoutKorean() is { } others)
            {
                languages = others;
                await Try(sheet, "without_korean");
                Prefer(_attempts[^1], _attempts[^2]);
            }
            if (IsDoubtful)
            {
                sheet = await Upright(sheet);
                sheet = await Straight(sheet);
            }
            else if (Math.Abs(Slope(Best)) > Sloping)
            {
                sheet = await Straight(sheet);
            }
            await Clear(sheet);
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
                    Problem = new("read_without_korean", "The page has no Hangul, so it was read once more without looking for it."),
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

        private async Task<ScanSheet> Upright(ScanSheet sheet)
        {
            var quarters = await tesseract.QuarterTurns(sheet.Letters, cancel);
            if (quarters == 0)
            {
                return sheet;
            }
            var turned = ScanSheet.FromDrawing(sheet.Drawn.Turned(quarters), scale, new Turn(quarters, 0));
            return await Try(turned, $"turned_{90 * quarters}") ? turned : sheet;
        }

        private async Task<ScanSheet> Straight(ScanSheet sheet)
        {
            var degrees = -Skew.Measure(sheet.Letters);
            if (Math.Abs(degrees) <= Sloping)
            {
                return sheet;
            }
            var straight = ScanSheet.FromDrawing(sheet.Drawn.Rotated(degrees), scale, sheet.Turn with { Degrees = degrees });
            return await Try(straight, "deskewed") ? straight : sheet;
        }

        /// <summary>What may help where the page stands right and is still doubtful.</summary>
        private async Task Clear(ScanSheet sheet)
        {
            var letters = sheet.Letters;
            if (IsDoubtful && LetterHeight(Best) is > 0 and < SmallPrint
                && (double)letters.Width * letters.Height * 4 <= Tesseract.MostPixels)
            {
                await Try(sheet with { Letters = letters.Enlarged(), Scale = scale / 2 }, "enlarged");
            }
            if (IsDoubtful)
            {
                await Try(sheet, "one_block", Segmentation.OneBlock);
            }
            if (IsDoubtful)
            {
                await Try(sheet with { Letters = letters.Evened() }, "contrast");
            }
            if (IsDoubtful)
            {
                await Try(sheet, "sparse_text", Segmentation.SparseText);
            }
        }

        /// <summary>True if this way found more than those before.</summary>
        private async Task<bool> Try(ScanSheet sheet, string? way, Segmentation layout = Segmentation.OneColumn)
        {
            var text = await tesseract.Read(sheet.Letters, sheet.Scale, languages, layout, cancel);
            var now = time.GetTimestamp();
            _attempts.Add(text with
            {
                Blocks = TextColumns.Unfold(sheet.OnPage(text.Blocks)),
                Milliseconds = time.GetElapsedTime(_since, now).TotalMilliseconds,
                Way = way,
                Turn = sheet.Turn,
                Rulings = sheet.Rulings,
            });
            _since = now;
            return Best == _attempts[^1];
        }

        /// <summary>
        /// A picture of the page as it was drawn and, as lines are no letters, with its lines painted over: of that only the part that
        /// is printed, which begins so many points from the left and the top.
        /// </summary>
        private sealed record ScanSheet(
            GreyMap Drawn, GreyMap Letters, double Left, double Top, Rulings Rulings, double Scale, Turn Turn)
        {
            public static ScanSheet FromDrawing(GreyMap drawn, double scale, Turn turn = default)
            {
                var (letters, rulings) = (drawn.Copy(), Rulings.Find(drawn, scale));
                rulings.Erase(letters, scale);
                var (printed, left, top) = letters.Printed();
                return new(drawn, printed, left * scale, top * scale, rulings, scale, turn);
            }

            public IReadOnlyList<TextBlock> OnPage(IReadOnlyList<TextBlock> blocks) => Left == 0 && Top == 0 ? blocks :
                [.. blocks.Select(block => block with { Lines = [.. block.Lines.Select(OnPage)] })];

            private TextLine OnPage(TextLine line) => new([.. line.Words.Select(word => word with { Box = Shift(word.Box) })]);

            private Box Shift(Box box) => new(box.X0 + Left, box.Y0 + Top, box.X1 + Left, box.Y1 + Top);
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
