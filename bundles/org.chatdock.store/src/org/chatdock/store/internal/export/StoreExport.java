// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationExport;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.CustomerCache;
import org.chatdock.api.store.NoteStore;

/** Exports from any store. Notes, which the api hands out as a whole, are in memory; messages a page at a time. */
public final class StoreExport implements ConversationExport {
    private final ConversationStore store;
    private final NoteStore notes;
    private final Supplier<Map<ConversationId, Customer>> customers;
    private final Clock clock;
    private final Locale locale;

    /**
     * @param customers what the host called its customers; may wait for the disk
     * @param clock its zone is the one that times are written in for people
     * @param locale the language of the words in a file for people
     */
    public StoreExport(ConversationStore store, NoteStore notes, Supplier<Map<ConversationId, Customer>> customers,
            Clock clock, Locale locale) {
        this.store = store;
        this.notes = notes;
        this.customers = customers;
        this.clock = clock;
        this.locale = locale;
    }

    /** Of a store that is all of it, as the platform is set. */
    public static <S extends ConversationStore & NoteStore & CustomerCache> StoreExport of(S store) {
        return new StoreExport(store, store, store::customers, Clock.systemDefaultZone(), Locale.getDefault());
    }

    @Override
    public void export(ConversationId conversation, Format format, OutputStream out) throws IOException {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(out, "out");
        MessageWalk walk = new MessageWalk(store, conversation);
        Subject subject = new Subject(conversation, customers.get().get(conversation), clock.instant(),
                notes.tags(conversation).stream().sorted().toList(), notes.notes(conversation));
        // Not closed: that would close what is the caller's.
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        Sheet sheet = switch (format) {
            case JSON_LINES -> new JsonLines(writer, subject);
            case HTML -> new HtmlPage(writer, subject, Words.in(locale), clock.getZone());
        };
        sheet.begin();
        walk.visit(sheet::message);
        sheet.end();
        writer.flush();
    }
}
