// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/**
 * Keeps accounts apart: ids and customers are those of one account. The first account has the directory, so what was
 * stored before anything was said of accounts is that one's; every other has a directory in it.
 */
final class AccountDirectory {
    /** Holds the name, hashed, of whose directory it is. */
    private static final String OWNER = "messages.account";

    private AccountDirectory() {
    }

    /**
     * @param directory of all accounts; its parent must exist
     * @param account any text; blank: nothing is kept apart
     * @throws org.chatdock.api.store.StoreException if the directory cannot be used
     */
    static Path choose(Path directory, String account) {
        if (account.isBlank()) {
            return directory;
        }
        String name = hash(account.strip());
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory);
            }
            return name.equals(owner(directory.resolve(OWNER), name)) ? directory
                    : directory.resolve("account-" + name);
        } catch (IOException e) {
            throw StoreFailure.directory(directory, e);
        }
    }

    /** @param claimed who has it if nobody has it yet */
    private static String owner(Path file, String claimed) throws IOException {
        try {
            Files.writeString(file, claimed, StandardOpenOption.CREATE_NEW);
            return claimed;
        } catch (FileAlreadyExistsException e) {
            return Files.readString(file).strip();
        }
    }

    private static String hash(String account) {
        return HexFormat.of().toHexDigits(new Sha256IdDigest().of(account).high());
    }
}
