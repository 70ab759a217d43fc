package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTests {

    @TempDir Path parent;

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        Path path = parent.resolve("a/b");

        DataDirectory.prepare(path);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
        assertThat(path).isEmptyDirectory();
    }

    @Test
    void isTakenOnceUntilItIsGivenBack() throws IOException {
        DataDirectory directory = DataDirectory.prepare(parent);

        try (DataDirectory.Lock held = directory.lock()) {
            assertThat(held.held().isValid()).isTrue();
            assertThatThrownBy(directory::lock)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("is in use by another process");
        }

        directory.lock().close();
    }
}
