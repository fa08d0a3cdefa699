using Preciso.Documents;
using Preciso.Reading.Ocr;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Colors;
using UglyToad.PdfPig.Graphics.Core;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>Follows the drawing operators of one page: what is painted where and when, and what text stands in it.</summary>
/// <param name="letters">Letter by letter, with fonts; else each run of text as far as it can be guessed without.</param>
internal sealed class InkReader(
    bool letters, int pageNumber, IResourceStore resources, IPdfTokenScanner scanner, IPageContentParser parser,
    ILookupFilterProvider filters, CropBox crop, UserSpaceUnit unit, PageRotationDegrees rotation, in TransformationMatrix initial,
    ParsingOptions options)
    : BaseStreamProcessor<PageInk>(pageNumber, resources, scanner, parser, filters, crop, unit, rotation, initial, options),
        IOperationContext
{
    private const int DeepestForm = 24;
    private const int MostForms = 2000;
    private const int MostTexts = 200_000;

    private const double LeastRise = 0.15;

    private const double Descent = 0.2;
    private const double Ascent = 0.75;

    private static readonly NameToken OptionalContent = NameToken.Create("OC");

    private readonly ShownPage _shown = ShownPage.FromCrop(crop, rotation);
    private readonly Paints _paints = new(ShownPage.FromCrop(crop, rotation).Size);
    private readonly List<Printed> _texts = [];
    private readonly InkPath _path = new();
    private readonly InkRules _rules = new();
    private readonly Stack<Box> _clips = new([ShownPage.FromCrop(crop, rotation).Whole]);
    private readonly Stack<bool> _marked = new();
    private int _order;
    private int _forms;
    private int _depth;

    /// <summary>Within layers that may be switched off, and groups that let through what is beneath.</summary>
    private int _uncertain;
    private double _opacity = 1;

    /// <summary>From this depth of states on, text is a stencil for what is painted.</summary>
    private int _stencil = int.MaxValue;
    private int _stencilFrom;
    private bool _clipsNext;

    public override PageInk Process(int pageNumberCurrent, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        ProcessOperations(operations);
        var sight = new Sight(_paints);
        var isReadable = _paints.Count < Paints.Most;
        return new PageInk(
            _shown.Size,
            _rules.ToRulings(),
            isReadable && !letters && _texts.Exists(sight.IsDoubtful),
            _paints.LargestPicture,
            letters ? _texts.ConvertAll(letter => new InkedLetter(
                letter.Text, letter.Box, letter.IsRaised, letter.IsSoft, !isReadable || !sight.IsUnseen(letter))) : []);
    }

    void IOperationContext.ShowText(IInputBytes bytes)
    {
        if (letters)
        {
            ShowText(bytes);
            return;
        }
        var run = default(TextRun);
        while (bytes.MoveNext())
        {
            run.Add(bytes.CurrentByte);
        }
        Guess(run);
    }

    public override void ShowPositionedText(IReadOnlyList<IToken> tokens)
    {
        if (letters)
        {
            base.ShowPositionedText(tokens);
            return;
        }
        var run = default(TextRun);
        foreach (var token in tokens)
        {
            run.Add(token);
        }
        Guess(run);
    }

    public override void RenderGlyph(
        IFont font, CurrentGraphicsState currentState, double fontSize, double pointSize, int code, string unicode, long currentOffset,
        in TransformationMatrix renderingMatrix, in TransformationMatrix textMatrix, in TransformationMatrix transformationMatrix,
        CharacterBoundingBox characterBoundingBox)
    {
        if (!string.IsNullOrWhiteSpace(unicode))
        {
            var isSoft = unicode == "\u00AD" || (code == TextRun.SoftHyphen && unicode is "-" or "‐");
            Print(
                isSoft ? "-" : unicode, characterBoundingBox.Width, renderingMatrix, textMatrix, transformationMatrix,
                isDrawnByProgram: font is IType3Font, isSoft);
        }
    }

    public override void PushState()
    {
        base.PushState();
        _clips.Push(_clips.Peek());
    }

    public override void PopState()
    {
        base.PopState();
        if (_clips.Count > 1)
        {
            _clips.Pop();
        }
        _stencil = StackSize < _stencil ? int.MaxValue : _stencil;
    }

    protected override void ProcessFormXObject(StreamToken formStream, NameToken xObjectName)
    {
        if (++_forms > MostForms || _depth >= DeepestForm)
        {
            throw new PdfDocumentFormatException("The page is packed too deeply.");
        }
        var opacity = _opacity;
        var isUncertain = formStream.StreamDictionary.ContainsKey(OptionalContent) || !IsPlain(GetCurrentState());
        _opacity *= GetCurrentState().AlphaConstantNonStroking;
        _uncertain += isUncertain ? 1 : 0;
        _depth++;
        try
        {
            base.ProcessFormXObject(formStream, xObjectName);
        }
        finally
        {
            _depth--;
            _uncertain -= isUncertain ? 1 : 0;
            _opacity = opacity;
        }
    }

    protected override void RenderXObjectImage(XObjectContentRecord xObjectContentRecord)
    {
        var dictionary = xObjectContentRecord.Stream.StreamDictionary;
        var isOpen = dictionary.ContainsKey(NameToken.Smask) || dictionary.ContainsKey(NameToken.Mask)
            || dictionary.ContainsKey(NameToken.ImageMask) || dictionary.ContainsKey(OptionalContent);
        Picture(Place(xObjectContentRecord.AppliedTransformation, new PdfRectangle(0, 0, 1, 1)), isOpen);
    }

    protected override void RenderInlineImage(InlineImage inlineImage) =>
        Picture(Place(TransformationMatrix.Identity, inlineImage.BoundingBox), inlineImage.IsImageMask);

    public override void BeginSubpath()
    {
        // A path's parts begin where the pen is moved.
    }

    public override PdfPoint? CloseSubpath()
    {
        _path.Close();
        return null;
    }

    public override void MoveTo(double x, double y) => _path.Move(Place(x, y));

    public override void LineTo(double x, double y) => _path.Line(Place(x, y));

    public override void BezierCurveTo(double x2, double y2, double x3, double y3) =>
        _path.Curve(Place(x2, y2), Place(x2, y2), Place(x3, y3));

    public override void BezierCurveTo(double x1, double y1, double x2, double y2, double x3, double y3) =>
        _path.Curve(Place(x1, y1), Place(x2, y2), Place(x3, y3));

    public override void Rectangle(double x, double y, double width, double height)
    {
        _path.Move(Place(x, y));
        _path.Line(Place(x + width, y));
        _path.Line(Place(x + width, y + height));
        _path.Line(Place(x, y + height));
        _path.Close();
    }

    public override void StrokePath(bool close)
    {
        Stroke(close);
        EndPath();
    }

    public override void FillPath(FillingRule fillingRule, bool close)
    {
        Fill();
        EndPath();
    }

    public override void FillStrokePath(FillingRule fillingRule, bool close)
    {
        Fill();
        Stroke(close);
        EndPath();
    }

    public override void EndPath()
    {
        if (_clipsNext)
        {
            Clip(_path.Box ?? new Box(0, 0, 0, 0));
        }
        _clipsNext = false;
        _path.Clear();
    }

    public override void ClosePath() => _path.Close();

    public override void ModifyClippingIntersect(FillingRule clippingRule) => _clipsNext = true;

    protected override void ClipToRectangle(PdfRectangle rectangle, FillingRule clippingRule) =>
        Clip(Place(CurrentTransformationMatrix, rectangle));

    public override void BeginMarkedContent(NameToken name, NameToken? propertyDictionaryName, DictionaryToken? properties)
    {
        var isLayer = name == OptionalContent;
        _marked.Push(isLayer);
        _uncertain += isLayer ? 1 : 0;
    }

    public override void EndMarkedContent() => _uncertain -= _marked.TryPop(out var isLayer) && isLayer ? 1 : 0;

    public override void PaintShading(NameToken shadingName) => Add(_clips.Peek(), null, null, IsPlain(GetCurrentState()));

    private void Guess(TextRun run)
    {
        var state = GetCurrentState();
        var (size, stretch) = (state.FontState.FontSize, state.FontState.HorizontalScaling / 100);
        var width = run.Width;
        var rendering = TransformationMatrix.FromValues(size * stretch, 0, 0, size, 0, state.FontState.Rise);
        Print("", width, rendering, TextMatrices.TextMatrix, state.CurrentTransformationMatrix, isDrawnByProgram: false, run.MayBeSoft);
        TextMatrices.TextMatrix = TextMatrices.TextMatrix.Translate(width * size * stretch, 0);
    }

    private void Print(
        string text, double width, in TransformationMatrix rendering, in TransformationMatrix line, in TransformationMatrix page,
        bool isDrawnByProgram, bool isSoft)
    {
        if (_texts.Count >= MostTexts)
        {
            throw new PdfDocumentFormatException("The page holds more text than is read.");
        }
        var state = GetCurrentState();
        var mode = state.FontState.TextRenderingMode;
        if (mode >= TextRenderingMode.FillClip && _stencil > StackSize)
        {
            (_stencil, _stencilFrom) = (StackSize, _texts.Count);
        }
        var placing = rendering.Multiply(line).Multiply(page);
        var box = Corner(0, -Descent).BoxTo(Corner(width, -Descent)).Union(Corner(0, Ascent).BoxTo(Corner(width, Ascent)));
        var origin = Corner(0, 0);
        var size = Math.Min(origin.DistanceTo(Corner(0, 1)), origin.DistanceTo(Corner(1, 0)));
        var isStroked = mode is TextRenderingMode.Stroke or TextRenderingMode.StrokeClip;
        var isBoth = mode is TextRenderingMode.FillThenStroke or TextRenderingMode.FillThenStrokeClip;
        var (fill, stroke) = (ColourOf(state.CurrentNonStrokingColor), ColourOf(state.CurrentStrokingColor));
        _texts.Add(new Printed(
            text,
            box,
            _order++,
            isStroked ? stroke : isBoth && fill != stroke ? null : fill,
            isDrawnByProgram ? double.MaxValue : size,
            mode is not (TextRenderingMode.Neither or TextRenderingMode.NeitherClip),
            _clips.Peek(),
            state.FontState.Rise > LeastRise * Math.Abs(state.FontState.FontSize),
            isSoft,
            _opacity * (isStroked ? state.AlphaConstantStroking : state.AlphaConstantNonStroking)));

        Spot Corner(double x, double y) => _shown.Place(placing.Transform(new PdfPoint(x, y)));
    }

    private void Fill()
    {
        if (_path.Box is not { } box)
        {
            return;
        }
        var state = GetCurrentState();
        var colour = ColourOf(state.CurrentNonStrokingColor);
        _rules.Fill(_path, colour, _clips.Peek());
        var isKnown = _path.IsSimple && colour is not null;
        Add(box, _path.IsSimple ? _path.Outlines : null, isKnown ? colour : null, isKnown && IsPlain(state));
    }

    private void Stroke(bool close)
    {
        if (close)
        {
            _path.Close();
        }
        if (!_path.IsSimple)
        {
            return;
        }
        var state = GetCurrentState();
        var (origin, across) = (Place(0, 0), Place(state.LineWidth, 0));
        var width = origin.DistanceTo(across);
        var colour = ColourOf(state.CurrentStrokingColor);
        var isPlain = IsPlain(state) && colour is not null;
        foreach (var (from, to) in _path.Lines())
        {
            _rules.Stroke(from, to, width, colour, _clips.Peek());
            if (width >= 1)
            {
                var (box, outline) = InkPath.Stroke(from, to, width);
                Add(box, [outline], colour, isPlain);
            }
        }
    }

    private void Picture(Box box, bool isOpen) => Add(box, null, null, !isOpen && IsPlain(GetCurrentState()), isPicture: true);

    private void Add(Box box, IReadOnlyList<IReadOnlyList<Spot>>? outline, Colour? colour, bool hides, bool isPicture = false)
    {
        var seen = box.Intersect(_clips.Peek());
        if (_stencil <= StackSize)
        {
            for (; _stencilFrom < _texts.Count; _stencilFrom++)
            {
                _texts[_stencilFrom] = _texts[_stencilFrom] with { IsDrawn = true, Fill = null };
            }
            return;
        }
        if (_paints.Count >= Paints.Most || seen.Width <= 0 || seen.Height <= 0)
        {
            return;
        }
        var isSure = _uncertain == 0 && IsPlain(GetCurrentState());
        _paints.Add(new Paint(_order++, seen, outline, isSure ? colour : null, hides && isSure, isPicture));
    }

    private void Clip(Box box)
    {
        var clip = _clips.Pop().Intersect(box);
        _clips.Push(new Box(clip.X0, clip.Y0, Math.Max(clip.X0, clip.X1), Math.Max(clip.Y0, clip.Y1)));
    }

    /// <summary>It is seen as it is painted.</summary>
    private static bool IsPlain(CurrentGraphicsState state) =>
        state is { SoftMask: null, BlendMode: BlendMode.Normal, AlphaConstantNonStroking: > 0.98, AlphaConstantStroking: > 0.98 };

    /// <summary>Nothing is said of it before it is black.</summary>
    private static Colour? ColourOf(IColor? colour)
    {
        if (colour is null or PatternColor)
        {
            return colour is null ? new Colour(0, 0, 0) : null;
        }
        var (red, green, blue) = colour.ToRGBValues();
        return new Colour(red, green, blue);
    }

    private Spot Place(double x, double y) => _shown.Place(CurrentTransformationMatrix.Transform(new PdfPoint(x, y)));

    private Box Place(in TransformationMatrix matrix, PdfRectangle rectangle) => _shown.Place(matrix.Transform(rectangle));
}
