// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.store.KeySource;
import org.chatdock.api.store.StoreException;
import org.osgi.service.log.Logger;

/**
 * Sees to it that there is a file that can be opened: goes on with what a killed process began, sets aside what is
 * abandoned or damaged, encrypts what is in the clear. The store's lock is held, and nobody has the file open. One
 * thread.
 */
final class StoreFiles {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    /** What a new file takes beside what the old one has: it is written in transactions, through a log. */
    private static final long LOG_BYTES = 64 << 20;

    private final Database database;
    private final Path file;
    private final StoreOptions options;
    private final KeySource keys;
    private final Clock clock;
    private final Logger logger;
    private final List<String> lasting = new ArrayList<>();
    private final List<String> passing = new ArrayList<>();

    /** {@code keys}: null if nothing keeps keys. */
    StoreFiles(Database database, StoreOptions options, KeySource keys, Clock clock, Logger logger) {
        this.database = database;
        file = database.file();
        this.options = options;
        this.keys = keys;
        this.clock = clock;
        this.logger = logger;
    }

    /** What is to be kept until the agent has seen it, and is not in the file yet. */
    List<String> lastingNotices() {
        return lasting;
    }

    /** What holds for this opening only. */
    List<String> passingNotices() {
        return passing;
    }

    /**
     * Before anything else opens the file.
     *
     * @param damaged whether it is known to be
     * @throws StoreException if there is no such file, and what to do
     */
    void prepare(boolean damaged) {
        try {
            NewFile.clear(file.getParent());
            new FileExchange(file).goOn();
        } catch (IOException e) {
            throw StoreFailure.unusable(file, e);
        }
        if (damaged) {
            salvage();
        }
        try {
            checkAndAbandon();
        } catch (StoreDamagedException e) {
            if (damaged) {
                throw e;
            }
            salvage();
        }
        if (options.encryption() == StoreOptions.Encryption.AUTO && keys != null) {
            encrypt();
        }
    }

    private void checkAndAbandon() {
        Schema.check(database);
        Path aside = Abandoned.setAside(database, options.abandon(), () -> aside("messages-abandoned-"));
        if (aside != null) {
            logger.warn("The message store whose key is lost is set aside as {}; an empty one begins.", aside);
            lasting.add("The key of the message store was lost, and it was abandoned on " + moment()
                    + ": an empty one began. The old file is kept as " + aside + ".");
        }
    }

    private String moment() {
        return MOMENT.format(LocalDateTime.now(clock));
    }

    /** A name that no file has yet. */
    private String aside(String beginning) {
        LocalDateTime time = LocalDateTime.now(clock);
        String name = beginning + STAMP.format(time) + ".db";
        while (Files.exists(file.resolveSibling(name))) {
            time = time.plusSeconds(1);
            name = beginning + STAMP.format(time) + ".db";
        }
        return name;
    }

    // --- damage

    /** Sets the file aside; what is readable is in its place then. */
    void salvage() {
        try {
            if (Files.isRegularFile(file)) {
                salvageFile();
            }
        } catch (SQLException e) {
            throw StoreFailure.of(file.resolveSibling(NewFile.NAME), e);
        } catch (IOException e) {
            throw StoreFailure.unusable(file, e);
        }
    }

    private void salvageFile() throws SQLException, IOException {
        needRoom();
        String aside = aside("messages-damaged-");
        Path complete;
        try (PageFile damaged = new PageFile(file)) {
            complete = salvaged(damaged, aside);
        } catch (StoreDamagedException e) {
            logger.debug("Without its keys nothing can be salvaged: {}", e.getMessage());
            complete = null;
        }
        if (complete == null) {
            complete = empty(notice(0, 0, aside));
        }
        new FileExchange(file).exchange(complete, aside);
        logger.warn("The damaged message store is set aside as {}; what was readable is in a new one.", aside);
    }

    /** Null if nothing can be told of what the old file was. @throws StoreDamagedException if its keys are damaged */
    private Path salvaged(PageFile damaged, String aside) throws SQLException, IOException {
        byte[] kept = Salvage.keys(damaged);
        try (NewFile begun = new NewFile(file.getParent(), options, FormatChoice.again(options, keys, file, kept))) {
            Salvage salvage = new Salvage(damaged, begun, kept != null);
            salvage.run();
            return kept == null && begun.messages() == 0 ? null
                    : begun.finish(messages -> notice(messages, salvage.unreadable(), aside));
        }
    }

    /** Nothing could be told of what the old file was: the new one is as is configured. */
    private Path empty(String notice) throws SQLException, IOException {
        try (NewFile begun = new NewFile(file.getParent(), options, new FormatChoice(options, keys, file))) {
            return begun.finish(messages -> notice);
        }
    }

    private String notice(long messages, long unreadable, String aside) {
        return "The message store was damaged. On " + moment() + " a new one took its place, with "
                + (messages == 0 ? "none of its messages, because none could be read"
                        : messages + " messages that could be read")
                + (unreadable == 0 ? "" : "; " + unreadable + " others were found, but could not be read")
                + ". Nothing was deleted: the damaged file is kept as " + file.resolveSibling(aside)
                + ". Check the disk.";
    }

    private void needRoom() throws IOException {
        long room = Files.getFileStore(file.getParent()).getUsableSpace();
        long need = Files.size(file) + LOG_BYTES;
        if (room < need) {
            throw new StoreException("The message store " + file + " is damaged, and there is no room for what can be "
                    + "salvaged: free " + (need - room >> 20) + " MiB or more on its disk; then it goes on by itself.",
                    null);
        }
    }

    // --- encryption

    private void encrypt() {
        try {
            if (isInTheClear()) {
                encryptFile();
            }
        } catch (SQLException e) {
            notEncrypted(StoreFailure.of(file, e));
        } catch (StoreException e) {
            notEncrypted(e);
        } catch (IOException e) {
            notEncrypted(StoreFailure.unusable(file, e));
        }
    }

    private boolean isInTheClear() throws SQLException, IOException {
        int version = Schema.version(database);
        if (version == 0) {
            return false;
        }
        if (version < Schema.VERSION) {
            migrate();
        }
        try (Connection connection = database.openToRead()) {
            return Meta.read(connection, FormatChoice.KEYS) == null;
        }
    }

    private void migrate() throws SQLException {
        FormatChoice choice = new FormatChoice(options, keys, file);
        try {
            WriteSession.open(database, choice, new Backlog()).close();
        } finally {
            choice.closeKeys();
        }
    }

    private void encryptFile() throws SQLException, IOException {
        long room = Files.getFileStore(file.getParent()).getUsableSpace();
        long need = 2 * Files.size(file) + LOG_BYTES;
        if (room < need) {
            throw new StoreException("There is no room for the encrypted file: free " + (need - room >> 20)
                    + " MiB or more on its disk, and start again.", null);
        }
        Path complete;
        try (Connection plain = database.openToRead();
                NewFile begun = new NewFile(file.getParent(), options, new FormatChoice(options, keys, file))) {
            new Encrypting(plain, begun).run();
            complete = begun.finish(messages -> "The message store was not encrypted until " + moment()
                    + ". It is now, and the old file was overwritten and deleted.");
        }
        new FileExchange(file).exchange(complete, aside(FileExchange.PLAIN));
        logger.info("The message store is encrypted now.");
    }

    private void notEncrypted(StoreException reason) {
        logger.warn("The message store stays unencrypted for now: {}", reason.getMessage(), reason);
        passing.add("The message store is not encrypted, although it should be: " + reason.getMessage());
    }
}
