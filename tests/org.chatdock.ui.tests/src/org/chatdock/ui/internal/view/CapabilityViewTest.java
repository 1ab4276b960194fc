// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.Allowance;
import org.chatdock.api.sending.ConversationTransfer;
import org.chatdock.api.sending.Listening;
import org.chatdock.api.sending.ReadReceipts;
import org.chatdock.api.sending.ServiceException;
import org.chatdock.api.sending.TypingSignals;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is shown of what a gateway offers beyond messages, and of how much may be sent. */
class CapabilityViewTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void open() {
        bench.store.append(Say.user("ann", 0));
        bench.store.append(Say.agent("ann", 1, "answer"));
        bench.store.append(Say.agent("ann", 2, "more"));
        bench.showConversation(ANN);
    }

    private String label(String id) {
        return ((Label) bench.find(id)).getText();
    }

    private Button send() {
        return (Button) bench.find("composer.send");
    }

    @Test
    void whatIsLeftIsToldAndNothingIsSentBeyondIt() {
        open();
        assertEquals("", label("header.allowance"));
        bench.outbox.allow(ANN, new Allowance(3, 5, bench.clock.instant().plus(Duration.ofHours(5))));
        bench.until("it is told", () -> label("header.allowance").equals("3 of 5 left \u00b7 closes in 5 h"));
        assertTrue(label("composer.state").startsWith("3 of 5 left"), label("composer.state"));
        assertTrue(send().isEnabled());
        bench.outbox.allow(ANN, new Allowance(0, 5, bench.clock.instant().plus(Duration.ofHours(5))));
        bench.until("nothing can be sent", () -> !send().isEnabled());
        assertEquals("No more messages may be sent before the customer writes again.", label("composer.state"));
        assertEquals(label("composer.state"), send().getToolTipText());
    }

    @Test
    void theHeaderSaysWhoIsTyping() {
        List<Consumer<ConversationId>> listeners = new ArrayList<>();
        TypingSignals signals = new TypingSignals() {
            @Override
            public void agentTypes(ConversationId conversation) {
                // Not of interest.
            }

            @Override
            public Listening listen(Consumer<ConversationId> listener) {
                listeners.add(listener);
                return listeners::clear;
            }
        };
        bench.desk.capabilities().setTyping(signals);
        open();
        listeners.get(0).accept(ANN);
        bench.until("it is said", () -> label("header.detail").equals("ann is typing\u2026"));
        bench.clock.advance(Duration.ofSeconds(6));
        bench.desk.capabilities().unsetTyping(signals);
        bench.until("it is over", () -> !label("header.detail").contains("typing"));
    }

    @Test
    void whatTheCustomerHasReadIsSaid() {
        open();
        assertTrue(name("ann-1").contains("sent: answer"), name("ann-1"));
        ReadReceipts receipts = new ReadReceipts() {
            @Override
            public Optional<MessageId> readUpTo(ConversationId conversation) {
                return Optional.of(new MessageId("ann-1"));
            }

            @Override
            public Listening listen(Consumer<ConversationId> listener) {
                return () -> {
                    // Nobody is told.
                };
            }
        };
        bench.desk.capabilities().setReceipts(receipts);
        bench.until("it is said", () -> name("ann-1").contains("read: answer"));
        assertTrue(name("ann-2").contains("sent: more"), name("ann-2"));
        bench.desk.capabilities().unsetReceipts(receipts);
        bench.until("nobody knows", () -> name("ann-1").contains("sent: answer"));
    }

    private String name(String id) {
        return (String) bench.row(id).getData(Ids.class.getName());
    }

    /** Hands over to whoever may be had. */
    private static final class Transfer implements ConversationTransfer {
        private final List<String> done = new ArrayList<>();
        private String refusal;

        @Override
        public CompletionStage<List<Target>> targets(ConversationId conversation) {
            return CompletableFuture.completedStage(List.of(new Target("1", "Kim", Kind.AGENT, false),
                    new Target("2", "Lee", Kind.AGENT, true)));
        }

        @Override
        public CompletionStage<Void> transfer(ConversationId conversation, Target target, String note) {
            if (refusal != null) {
                return CompletableFuture.failedStage(new ServiceException("no", refusal));
            }
            done.add(target.name() + ": " + note);
            return CompletableFuture.completedStage(null);
        }
    }

    private static List<String> entries(Menu menu) {
        return Arrays.stream(menu.getItems()).map(MenuItem::getText).toList();
    }

    @Test
    void transferIsOfferedOnlyWhileSomebodyDoesIt() {
        open();
        Menu menu = new Menu(bench.shell);
        CapabilityMenu.addTransfer(menu, bench.desk, bench.shell, ANN);
        assertEquals(List.of(), entries(menu));
        bench.desk.capabilities().transfer().set(new Transfer());
        CapabilityMenu.addTransfer(menu, bench.desk, bench.shell, ANN);
        assertTrue(entries(menu).contains("Transfer\u2026"));
    }

    private static Control in(Shell shell, String id) {
        return Bench.all(shell).stream().filter(each -> id.equals(each.getData(Ids.ID))).findFirst().orElseThrow();
    }

    @Test
    void theDialogOffersWhoCanTakeItAndStaysWithTheReasonIfThatFails() {
        open();
        Transfer transfer = new Transfer();
        transfer.refusal = "Lee is full";
        bench.desk.capabilities().transfer().set(transfer);
        TransferDialog dialog = new TransferDialog(bench.shell, bench.desk, ANN);
        dialog.open();
        Shell shell = dialog.getShell();
        Table targets = (Table) in(shell, "transfer.targets");
        bench.until("the targets are there", () -> targets.getItemCount() == 2);
        assertEquals("Kim (not available)", targets.getItem(0).getText());
        Button ok = (Button) in(shell, "transfer.do");
        targets.setSelection(0);
        targets.notifyListeners(SWT.Selection, new Event());
        assertFalse(ok.isEnabled());
        targets.setSelection(1);
        targets.notifyListeners(SWT.Selection, new Event());
        assertTrue(ok.isEnabled());
        ((Text) in(shell, "transfer.note")).setText("please");
        ok.notifyListeners(SWT.Selection, new Event());
        bench.until("it says why", () -> ((Label) in(shell, "transfer.state")).getText().equals("Lee is full"));
        transfer.refusal = null;
        ok.notifyListeners(SWT.Selection, new Event());
        bench.until("it is closed", shell::isDisposed);
        assertEquals(List.of("Lee: please"), transfer.done);
        assertEquals("The conversation with ann was handed over to Lee.", label("composer.state"));
    }
}
