using Preciso.Grains.Datasets;

namespace Preciso.Tests.Approvals;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("성명 김하늘 주민등록번호 900101-2345678", "성명 김하늘 주민등록번호 [resident_number]")]
    [InlineData("주민번호: 900101-2******", "주민번호: [resident_number]")]
    [InlineData("연락처 010-1234-5678, 사무실 02-345-6789", "연락처 [phone], 사무실 [phone]")]
    [InlineData("Call +82 10-1234-5678 today", "Call [phone] today")]
    [InlineData("문의: help.desk@hanbit.example", "문의: [email]")]
    [InlineData("국민은행 123456-04-123456 예금주", "국민은행 [account] 예금주")]
    [InlineData("Card 1234-5678-9012-3456", "Card [card]")]
    public void What_identifies_a_person_is_masked(string text, string masked)
    {
        Assert.Equal(masked, PersonalData.Mask(text));
    }

    [Theory]
    [InlineData("사업자등록번호 123-45-67891")]
    [InlineData("발행일 2024-03-05, 기한 2024. 4. 5.")]
    [InlineData("합계 1,234,567원 (전년 1,100,000원)")]
    [InlineData("Total 64.15 on 05/03/2018 at 12:30")]
    [InlineData("Form 10-K, pages 12-14, ISO 9001-2015")]
    public void Dates_amounts_and_companies_numbers_stay(string text)
    {
        Assert.Equal(text, PersonalData.Mask(text));
    }
}
