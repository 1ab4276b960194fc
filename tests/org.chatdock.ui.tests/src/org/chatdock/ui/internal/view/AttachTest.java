// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.chatdock.ui.internal.view.Bench.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.ServiceException;
import org.chatdock.ui.internal.attach.FakeUpload;
import org.chatdock.ui.internal.attach.Source;
import org.chatdock.ui.internal.model.DraftItem;
import org.chatdock.ui.internal.model.FakeOutbox;
import org.chatdock.ui.internal.model.MemoryDrafts;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures and files in the composer, with keys as a keyboard sends them. */
class AttachTest {
    private static final Attachment WHERE = new Attachment("", "https://files.example/1/price.pdf", "");

    @TempDir
    Path folder;
    private final Bench bench = new Bench();
    private final FakeUpload upload = new FakeUpload();

    @AfterEach
    void close() {
        bench.close();
    }

    private void open() {
        bench.store.append(Say.user("ann", 0));
        bench.store.append(Say.user("bob", 0));
        bench.desk.capabilities().setUpload(upload);
        bench.showConversation(ANN);
        bench.focus(text());
    }

    private Text text() {
        return (Text) bench.find("composer.text");
    }

    private String state() {
        return ((Label) bench.find("composer.state")).getText();
    }

    private List<Control> chips() {
        return Bench.all(bench.find("composer.chips")).stream()
                .filter(each -> "composer.chip".equals(each.getData(Ids.ID))).toList();
    }

    private String chip(int index) {
        return (String) chips().get(index).getData(Ids.class.getName());
    }

    private void says(int index, String words) {
        bench.until("the chip says " + words + ", not " + chips().stream().map(each -> each.getData(
                Ids.class.getName())).toList(), () -> chips().size() > index && chip(index).contains(words));
    }

    private void attach(String name, int bytes) {
        try {
            Path file = Files.write(folder.resolve(name), new byte[bytes]);
            bench.desk.uploads().add(bench.desk.current().orElseThrow(), List.of(Source.of(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private FakeUpload.Begun begun(int count) {
        bench.until("upload " + count + " has begun", () -> upload.begun().size() == count);
        return upload.begun().get(count - 1);
    }

    private FakeOutbox.Put sent(int count) {
        bench.until("sending " + count + " is on its way", () -> bench.outbox.puts().size() == count);
        return bench.outbox.puts().get(count - 1);
    }

    @Test
    void afterTheButtonTheTextHasTheFocusAndNotTheClipBesideIt() {
        open();
        bench.type("hi");
        bench.until("it is typed", () -> text().getText().equals("hi"));
        bench.find("composer.send").setFocus();
        bench.find("composer.send").notifyListeners(SWT.Selection, new Event());
        sent(1);

        assertTrue(text().isFocusControl());
    }

    @Test
    void withoutTheServiceNothingOfItIsShown() {
        open();
        assertTrue(bench.find("composer.attach").isVisible());
        assertFalse(bench.find("composer.chips").isVisible());
        bench.desk.capabilities().unsetUpload(upload);
        bench.until("the button is gone", () -> !bench.find("composer.attach").isVisible());
        attach("price.pdf", 3);
        assertEquals(List.of(), chips());
    }

    @Test
    void whatIsAttachedIsUploadedAndGoesBeforeTheText() {
        open();
        attach("price.pdf", 1000);
        says(0, "price.pdf, Uploading, 0 %");
        begun(1).progress(400);
        says(0, "Uploading, 40 %");
        bench.type("see this");
        bench.enter(SWT.NONE);
        bench.until("it waits", () -> state().equals(
                "price.pdf is still being uploaded. Wait until it is done, or remove it."));
        assertEquals(List.of(), bench.outbox.puts());
        begun(1).done(WHERE);
        says(0, "price.pdf, File \u00b7 1000 B");
        assertTrue(state().startsWith("Sends 2 messages"), state());
        bench.enter(SWT.NONE);
        assertEquals(List.of(new Outgoing(ANN, MessageType.FILE, "", WHERE), Outgoing.text(ANN, "see this")),
                sent(1).parts());
        sent(1).accept();
        bench.until("all is gone", () -> chips().isEmpty() && text().getText().isEmpty());
        assertFalse(bench.find("composer.chips").isVisible());
    }

    @Test
    void aPictureIsSentAsPictureWhateverItsCase() {
        open();
        attach("Photo.JPG", 5);
        assertEquals("image/jpeg", begun(1).file().contentType());
        assertTrue(begun(1).file().picture());
        begun(1).done(new Attachment("https://files.example/photo.jpg", "", ""));
        says(0, "Photo.JPG, Picture");
        bench.enter(SWT.NONE);
        assertEquals(MessageType.IMAGE, sent(1).outgoing().type());
    }

    @Test
    void deleteOnItsChipEndsTheUpload() {
        open();
        attach("price.pdf", 1000);
        FakeUpload.Begun begun = begun(1);
        bench.focus(chips().get(0));
        bench.press(SWT.DEL);
        bench.until("it has ended", () -> begun.cancelled() && chips().isEmpty());
        bench.until("the text has the keyboard", () -> text().isFocusControl());
        begun.done(WHERE);
        bench.settle();
        assertEquals(List.of(), bench.desk.drafts().draft(ANN).items(), "Too late.");
    }

    @Test
    void whatFailsStaysWithTheReasonAndCanBeTriedAgain() {
        open();
        attach("price.pdf", 1000);
        begun(1).fail(new ServiceException("x", "The disk is full"));
        says(0, "price.pdf was not uploaded: The disk is full");
        bench.enter(SWT.NONE);
        bench.until("it says so", () -> state().equals(
                "price.pdf was not uploaded. Retry or remove it before you send."));
        assertEquals(List.of(), bench.outbox.puts());
        bench.focus(chips().get(0));
        bench.type(" ");
        begun(2).done(WHERE);
        says(0, "price.pdf, File");
        bench.focus(text());
        bench.enter(SWT.NONE);
        assertEquals(WHERE, sent(1).outgoing().attachment());
    }

    @Test
    void whatTheGatewayWouldNotTakeIsNotUploaded() throws IOException {
        open();
        attach("large.pdf", 3000);
        says(0, "large.pdf has 2.9 KB, at most 2 KB can be sent.");
        assertEquals("large.pdf has 2.9 KB, at most 2 KB can be sent. Attach a smaller one, or send a link.", state());
        attach("notes.xyz", 3);
        says(1, "notes.xyz cannot be sent: only files of these types are taken: exe, pdf.");
        attach("empty.pdf", 0);
        says(2, "empty.pdf is empty.");
        bench.desk.uploads().add(ANN, List.of(Source.of(Files.createDirectory(folder.resolve("docs")))));
        says(3, "docs is a folder.");
        assertEquals(List.of(), upload.begun());
        bench.focus(chips().get(0));
        bench.type(" ");
        bench.settle();
        assertTrue(chip(0).contains("Cannot be sent"), "To try again cannot help.");
    }

    @Test
    void aProgramIsWarnedOf() {
        open();
        attach("setup.exe", 10);
        begun(1).done(WHERE);
        says(0, "setup.exe is a program. Send it only if the customer expects it.");
        assertEquals("setup.exe is a program. Send it only if the customer expects it.", state());
    }

    @Test
    void anUploadStaysWithItsConversation() {
        open();
        attach("price.pdf", 1000);
        begun(1);
        bench.open(BOB);
        assertEquals(List.of(), chips());
        begun(1).done(WHERE);
        bench.until("it is there", () -> bench.desk.drafts().draft(ANN).items().get(0)
                .state() == DraftItem.State.READY);
        bench.focus(text());
        bench.type("hello");
        bench.enter(SWT.NONE);
        assertEquals(List.of(Outgoing.text(BOB, "hello")), sent(1).parts());
        bench.open(ANN);
        says(0, "price.pdf, File");
    }

    @Test
    void whatIsUploadedIsKeptWithTheDraft() {
        MemoryDrafts kept = new MemoryDrafts();
        bench.desk.setDraftStore(kept);
        open();
        attach("price.pdf", 1000);
        begun(1).done(WHERE);
        bench.until("it is kept", () -> kept.drafts().containsKey(ANN)
                && kept.drafts().get(ANN).attachments().equals(List.of(WHERE)));
    }

    @Test
    void aPictureOnTheClipboardIsAttachedAndTextIsPastedAsAlways() {
        open();
        Clipboard clipboard = new Clipboard(bench.display);
        try {
            clipboard.setContents(new Object[] { "pasted" }, new Transfer[] { TextTransfer.getInstance() });
            bench.ctrl('v');
            bench.until("it is pasted", () -> text().getText().equals("pasted"));
            assertEquals(List.of(), chips());
            clipboard.setContents(new Object[] { new ImageData(4, 3, 24, new PaletteData(0xff, 0xff00, 0xff0000)) },
                    new Transfer[] { ImageTransfer.getInstance() });
            bench.ctrl('v');
            assertEquals("image/png", begun(1).file().contentType());
            assertTrue(begun(1).file().name().matches("picture-[0-9-]+\\.png"), begun(1).file().name());
            assertEquals("pasted", text().getText());
        } finally {
            clipboard.clearContents();
            clipboard.dispose();
        }
    }

    @Test
    void sendingIsPossibleAgainWhenTheLastUploadIsThere() {
        open();
        attach("price.pdf", 10);
        attach("more.pdf", 10);
        FakeUpload.Begun first = begun(2).file().name().equals("price.pdf") ? begun(2) : upload.begun().get(0);
        FakeUpload.Begun second = first == upload.begun().get(0) ? upload.begun().get(1) : upload.begun().get(0);
        Attachment more = new Attachment("", "", "m2");
        second.done(more);
        says(1, "more.pdf, File");
        first.done(WHERE);
        says(0, "price.pdf, File");
        ((Button) bench.find("composer.send")).notifyListeners(SWT.Selection, new Event());
        assertEquals(List.of(WHERE, more), sent(1).parts().stream().map(Outgoing::attachment).toList(),
                "In the order in which they were added.");
    }
}
