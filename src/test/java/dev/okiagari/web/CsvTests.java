package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(1)", " =1+1", "\u3000=1", "\ufeff=1", "\uff1d1+1"})
    void whatASpreadsheetWouldComputeIsText(String formula) {
        assertThat(Csv.line(formula)).isEqualTo("'" + formula + "\r\n");
    }

    @Test
    void aTabOrAReturnAtTheBeginIsText() {
        assertThat(Csv.line("\t=1")).isEqualTo("'\t=1\r\n");
        assertThat(Csv.line("\r=1")).isEqualTo("\"'\r=1\"\r\n");
        assertThat(Csv.line("\n=1")).isEqualTo("\"'\n=1\"\r\n");
    }

    @Test
    void whatSeparatesIsQuoted() {
        assertThat(Csv.line("a,b", "say \"a\"", "two\nlines", "=a,\"b\""))
                .isEqualTo("\"a,b\",\"say \"\"a\"\"\",\"two\nlines\",\"'=a,\"\"b\"\"\"\r\n");
    }

    @Test
    void nothingIsAnEmptyCell() {
        assertThat(Csv.line(null, 1.5, null)).isEqualTo(",1.5,\r\n");
    }
}
