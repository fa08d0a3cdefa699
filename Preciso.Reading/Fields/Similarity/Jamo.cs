using System.Text;

namespace Preciso.Reading.Fields.Similarity;

/// <summary>Hangul syllables taken apart, so that 각 and 간 are as near to each other as cat and can.</summary>
internal static class Jamo
{
    public static string Decompose(string text) => text.Normalize(NormalizationForm.FormD);
}
