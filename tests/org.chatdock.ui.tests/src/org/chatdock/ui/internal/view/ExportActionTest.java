// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.store.ConversationExport;
import org.chatdock.api.store.ConversationExport.Format;
import org.chatdock.ui.internal.model.ExportTarget;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportActionTest {
    private static final String ENTRY = "Export conversation\u2026";

    private final Bench bench = new Bench();
    private final List<String> proposed = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final ExportAction.Talk talk = new ExportAction.Talk() {
        @Override
        public ExportTarget ask(Control owner, String name) {
            proposed.add(name);
            return chosen;
        }

        @Override
        public void tell(Control owner, boolean good, String words) {
            told.add(good + " " + words);
        }
    };
    @TempDir
    Path place;
    private ExportTarget chosen;

    @BeforeEach
    void open() {
        chosen = new ExportTarget(place.resolve("Ann.jsonl").toString(), Format.JSON_LINES);
        bench.store.append(Say.user("ann", 0));
        bench.showConversation(ANN);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<MenuItem> items() {
        Menu menu = new Menu(bench.shell);
        new ExportAction(bench.desk, bench.transcript(), talk).addTo(menu, ANN);
        return Arrays.asList(menu.getItems());
    }

    private void choose() {
        List<MenuItem> items = items();
        assertEquals(List.of(ENTRY), items.stream().map(MenuItem::getText).toList());
        items.get(0).notifyListeners(SWT.Selection, new Event());
    }

    /** What the menu of the row holds. */
    private List<String> menu(boolean onRow) {
        List<String> seen = new ArrayList<>();
        Listener shown = event -> {
            if (event.widget instanceof Menu menu) {
                Arrays.stream(menu.getItems()).map(MenuItem::getText).forEach(seen::add);
                bench.display.asyncExec(() -> menu.setVisible(false));
            }
        };
        bench.display.addFilter(SWT.Show, shown);
        Event asked = new Event();
        Point at = bench.row("ann-0").toDisplay(20, 20);
        asked.x = at.x;
        asked.y = at.y;
        (onRow ? bench.row("ann-0") : bench.transcript()).notifyListeners(SWT.MenuDetect, asked);
        bench.settle();
        bench.display.removeFilter(SWT.Show, shown);
        return seen;
    }

    @Test
    void withoutAnythingThatExportsThereIsNoEntry() {
        assertEquals(List.of(), items());
        List<String> without = menu(true);
        assertFalse(without.contains(ENTRY));
        assertEquals(List.of(), menu(false));
        ConversationExport export = (conversation, format, out) -> {
            throw new AssertionError("Not chosen.");
        };
        bench.desk.setExport(export);
        assertEquals(Stream.concat(without.stream(), Stream.of("", ENTRY)).toList(), menu(true));
        assertEquals(List.of(ENTRY), menu(false));
        bench.desk.unsetExport(export);
        assertEquals(List.of(), items());
    }

    @Test
    void theConversationIsWrittenOffTheUiThreadAndTheAgentTold() throws IOException {
        bench.desk.setDirectory(conversation -> Optional.of(new Customer("Ann / Lee", "")));
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        bench.desk.setExport((conversation, format, out) -> {
            out.write((conversation + " as " + format).getBytes());
            thread.complete(Thread.currentThread());
        });
        choose();
        bench.until("it is told", () -> !told.isEmpty());
        assertEquals("ann as JSON_LINES", Files.readString(Path.of(chosen.path())));
        assertNotSame(bench.display.getThread(), thread.join());
        assertEquals(List.of("Ann _ Lee 2026-01-02.html"), proposed);
        assertEquals(List.of("true The conversation is saved in " + chosen.path() + "."), told);
    }

    @Test
    void aFailureIsToldAndLeavesNoFile() {
        bench.desk.setExport((conversation, format, out) -> {
            out.write(1);
            throw new IOException("expected");
        });
        choose();
        bench.until("it is told", () -> !told.isEmpty());
        assertEquals(List.of("false The conversation could not be saved in " + chosen.path()
                + ". The error log says why."), told);
        assertFalse(Files.exists(Path.of(chosen.path())));
    }

    @Test
    void whoThinksBetterOfItGetsNothing() {
        bench.desk.setExport((conversation, format, out) -> {
            throw new AssertionError("Not wanted.");
        });
        chosen = null;
        choose();
        bench.settle();
        assertEquals(1, proposed.size());
        assertEquals(List.of(), told);
    }

    @Test
    void aViewThatIsClosedMeanwhileIsNoObstacle() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        bench.desk.setExport((conversation, format, out) -> {
            closed.join();
            out.write(1);
        });
        choose();
        bench.shell.dispose();
        closed.complete(null);
        bench.until("it is written", () -> Files.exists(Path.of(chosen.path())));
        bench.settle();
        assertEquals(List.of(), told);
    }
}
