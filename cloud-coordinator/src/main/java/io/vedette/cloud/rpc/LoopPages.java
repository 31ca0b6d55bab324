package io.vedette.cloud.rpc;

import com.google.protobuf.Message;
import io.vedette.cloud.overview.LoopReader;
import io.vedette.cloud.overview.MergedWalk.Place;
import io.vedette.cloud.overview.MergedWalk.Step;
import io.vedette.cloud.rollout.Member;
import io.vedette.cloud.round.Participant;
import io.vedette.proto.v1.ListDistillationsRequest;
import io.vedette.proto.v1.ListDistillationsResponse;
import io.vedette.proto.v1.ListRolloutMembersRequest;
import io.vedette.proto.v1.ListRolloutMembersResponse;
import io.vedette.proto.v1.ListRolloutsRequest;
import io.vedette.proto.v1.ListRolloutsResponse;
import io.vedette.proto.v1.ListRoundParticipantsRequest;
import io.vedette.proto.v1.ListRoundParticipantsResponse;
import io.vedette.proto.v1.ListRoundsRequest;
import io.vedette.proto.v1.ListRoundsResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rounds, distillations and rollouts as messages: one, and pages of all. */
final class LoopPages implements AnsweredCalls {

  private static final Comparator<Member> FAILED_FIRST =
      Comparator.comparing((Member member) -> member.state() != Member.State.FAILED)
          .thenComparing(Member::wave)
          .thenComparing(Member::agentId);

  private final LoopReader reader;

  LoopPages(LoopReader reader) {
    this.reader = reader;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getListRoundsMethod(), this::list)
        .answer(ManagementServiceGrpc.getGetRoundMethod(), request -> round(request.getRoundId()))
        .answer(ManagementServiceGrpc.getListRoundParticipantsMethod(), this::list)
        .answer(ManagementServiceGrpc.getListDistillationsMethod(), this::list)
        .answer(
            ManagementServiceGrpc.getGetDistillationMethod(),
            request -> distillation(request.getDistillationId()))
        .answer(ManagementServiceGrpc.getListRolloutsMethod(), this::list)
        .answer(
            ManagementServiceGrpc.getGetRolloutMethod(), request -> rollout(request.getRolloutId()))
        .answer(ManagementServiceGrpc.getListRolloutMembersMethod(), this::list);
  }

  ListRoundsResponse list(ListRoundsRequest request) throws Exception {
    var page =
        page(
            reader.rounds(request.getDeployment())::next,
            r ->
                isOneOf(request.getStatesList(), LoopMapper.state(r))
                    && Texts.contain(request.getText(), r.id(), r.why()),
            LoopMapper::write,
            request.getPageToken(),
            request.getPageSize());
    return ListRoundsResponse.newBuilder()
        .addAllRounds(page.items())
        .setNextPageToken(page.next())
        .build();
  }

  io.vedette.proto.v1.Round round(String id) throws Exception {
    return LoopMapper.write(reader.round(id));
  }

  ListRoundParticipantsResponse list(ListRoundParticipantsRequest request) throws Exception {
    List<Participant> wanted =
        reader.round(request.getRoundId()).participants().stream()
            .filter(p -> isOneOf(request.getStatesList(), LoopMapper.state(p)))
            .filter(p -> Texts.contain(request.getText(), p.agentId()))
            .sorted(Comparator.comparing(Participant::agentId))
            .toList();
    var page =
        Paging.page(
            wanted,
            Participant::agentId,
            LoopMapper::write,
            request.getPageToken(),
            request.getPageSize());
    return ListRoundParticipantsResponse.newBuilder()
        .addAllParticipants(page.items())
        .setNextPageToken(page.next())
        .build();
  }

  ListDistillationsResponse list(ListDistillationsRequest request) throws Exception {
    var page =
        page(
            reader.distillations(request.getDeployment())::next,
            d ->
                isOneOf(request.getStatesList(), LoopMapper.state(d))
                    && Texts.contain(request.getText(), d.id(), d.roundId(), d.why()),
            LoopMapper::write,
            request.getPageToken(),
            request.getPageSize());
    return ListDistillationsResponse.newBuilder()
        .addAllDistillations(page.items())
        .setNextPageToken(page.next())
        .build();
  }

  io.vedette.proto.v1.Distillation distillation(String id) throws Exception {
    return LoopMapper.write(reader.distillation(id));
  }

  ListRolloutsResponse list(ListRolloutsRequest request) throws Exception {
    var page =
        page(
            reader.rollouts(request.getDeployment())::next,
            r ->
                isOneOf(request.getStatesList(), LoopMapper.state(r))
                    && Texts.contain(request.getText(), r.id(), r.version().toString(), r.why()),
            LoopMapper::write,
            request.getPageToken(),
            request.getPageSize());
    return ListRolloutsResponse.newBuilder()
        .addAllRollouts(page.items())
        .setNextPageToken(page.next())
        .build();
  }

  io.vedette.proto.v1.Rollout rollout(String id) throws Exception {
    return LoopMapper.detailed(reader.rollout(id));
  }

  ListRolloutMembersResponse list(ListRolloutMembersRequest request) throws Exception {
    List<Member> wanted = new ArrayList<>();
    for (Member member : reader.rollout(request.getRolloutId()).members()) {
      if (isOneOf(request.getStatesList(), LoopMapper.state(member))
          && (!request.hasWave() || request.getWave() == member.wave())
          && Texts.contain(request.getText(), member.agentId())) {
        wanted.add(member);
      }
    }
    wanted.sort(FAILED_FIRST);
    var page =
        Paging.page(
            wanted,
            Member::agentId,
            LoopMapper::write,
            request.getPageToken(),
            request.getPageSize());
    return ListRolloutMembersResponse.newBuilder()
        .addAllMembers(page.items())
        .setNextPageToken(page.next())
        .build();
  }

  /**
   * A page of machines. Its token is the place where the next page begins.
   *
   * @param walk the newest machine after a place
   */
  static <S, M extends Message> Paging.Page<M> page(
      Function<Place, Step<S>> walk,
      Predicate<S> wanted,
      Function<S, M> write,
      String token,
      int pageSize) {
    List<M> items = new ArrayList<>();
    Place place = place(token);
    int bytes = 0;
    while (items.size() < Paging.size(pageSize)) {
      Step<S> next = walk.apply(place);
      if (next.machine().isEmpty()) {
        return new Paging.Page<>(items, "");
      }
      S machine = next.machine().get();
      if (wanted.test(machine)) {
        M item = write.apply(machine);
        bytes += item.getSerializedSize();
        if (bytes > Paging.MAX_BYTES && !items.isEmpty()) {
          break;
        }
        items.add(item);
      }
      place = next.then();
    }
    return new Paging.Page<>(
        items, walk.apply(place).machine().isEmpty() ? "" : Paging.token(place.toString()));
  }

  private static Place place(String token) {
    try {
      return token.isEmpty() ? Place.START : Place.parse(Paging.text(token));
    } catch (NumberFormatException e) {
      throw Paging.wrong();
    }
  }

  private static <S> boolean isOneOf(List<S> states, S state) {
    return states.isEmpty() || states.contains(state);
  }
}
