namespace Preciso.Reading.Ocr;

/// <summary>How Tesseract is told to look at a picture.</summary>
internal enum Segmentation
{
    /// <summary>
    /// The layout of one column: Tesseract's fully automatic one takes widely spaced Korean for vertical text or for pictures
    /// and loses half of it.
    /// </summary>
    OneColumn,

    /// <summary>
    /// No layout, and ink told from paper by its surroundings (Sauvola): for a photo with a dark edge. Not for all, because
    /// light letters on a dark ground would be lost.
    /// </summary>
    OneBlock,

    /// <summary>Words wherever there are any, in no order.</summary>
    SparseText,
}
