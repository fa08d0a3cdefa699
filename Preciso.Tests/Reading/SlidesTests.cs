using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;

namespace Preciso.Tests.Reading;

public sealed class SlidesTests : IAsyncDisposable
{
    private const string Namespaces =
        "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" "
        + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Each_slide_is_a_page_with_its_title_text_table_and_notes()
    {
        const string first = """
            <p:sp><p:nvSpPr><p:cNvPr id="2" name="T"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>3분기 실적</a:t></a:r></a:p></p:txBody></p:sp>
            <p:sp><p:nvSpPr><p:cNvPr id="3" name="B"/><p:cNvSpPr/><p:nvPr><p:ph idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>매출 증가</a:t></a:r></a:p><a:p><a:pPr lvl="1"/><a:r><a:t>12% 성장</a:t></a:r></a:p></p:txBody></p:sp>
            <p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="G"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid/>
              <a:tr h="1"><a:tc gridSpan="2"><a:txBody><a:bodyPr/><a:p><a:r><a:t>부문별</a:t></a:r></a:p></a:txBody></a:tc><a:tc hMerge="1"><a:txBody><a:bodyPr/><a:p/></a:txBody></a:tc></a:tr>
              <a:tr h="1"><a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>국내</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>(1,234)</a:t></a:r></a:p></a:txBody></a:tc></a:tr>
            </a:tbl></a:graphicData></a:graphic></p:graphicFrame>
            """;
        const string second =
            """<p:grpSp><p:nvGrpSpPr><p:cNvPr id="2" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id="3" name="t"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>Thank you</a:t></a:r></a:p></p:txBody></p:sp></p:grpSp>""";

        Golden.Matches(await _world.Read(Pptx((first, "말할 것: 환율"), (second, null))), "slides");
    }

    private static byte[] Pptx(params (string Shapes, string? Notes)[] slides)
    {
        using var stream = new MemoryStream();
        using (var powerPoint = PresentationDocument.Create(stream, PresentationDocumentType.Presentation))
        {
            var main = powerPoint.AddPresentationPart();
            main.Presentation = new Presentation(new SlideIdList());
            foreach (var (shapes, notes) in slides)
            {
                var part = main.AddNewPart<SlidePart>();
                part.Slide =
                    new Slide($"<p:sld {Namespaces}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" "
                        + $"name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{shapes}</p:spTree></p:cSld></p:sld>");
                if (notes is not null)
                {
                    part.AddNewPart<NotesSlidePart>().NotesSlide = new NotesSlide(
                        $"<p:notes {Namespaces}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id=\"2\" "
                        + $"name=\"n\"/><p:cNvSpPr/><p:nvPr><p:ph "
                            + $"type=\"body\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{notes}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:notes>");
                }
                main.Presentation.SlideIdList!.Append(
                    new SlideId
                    {
                        Id = 256u + (uint)main.Presentation.SlideIdList.ChildElements.Count,
                        RelationshipId = main.GetIdOfPart(part)
                    });
            }
        }
        return stream.ToArray();
    }
}
